import { useSearchParams } from 'wouter';
import { Button } from '../components/button.tsx';
import { EmptyState } from '../components/empty-state.tsx';
import { ErrorPanel } from '../components/error-panel.tsx';
import { Page } from '../components/page.tsx';
import { Panel } from '../components/panel.tsx';
import { Skeleton } from '../components/skeleton.tsx';
import { useDevices } from '../state/devices.tsx';
import { useProfiles } from '../state/queries.ts';
import { useRemovedKeys } from '../state/removals.tsx';
import { AddDevice } from './devices/add-device.tsx';
import { DeviceList, type Picked } from './devices/device-list.tsx';
import { DeviceView } from './devices/device-view.tsx';
import { Obstacles } from './devices/obstacles.tsx';
import { ProfileView } from './devices/profile-view.tsx';
import { question } from './devices/question.ts';
import { useFailedChecks } from './devices/use-device-check.ts';
import './devices.css';

/** Devices: what each is, whether it works, what a person must do. `?device=` or `?profile=` picks one, `&setup` shows its way to a profile. */
export function DevicesPage() {
  const fleet = useDevices();
  const profiles = useProfiles().data ?? [];
  const removed = useRemovedKeys();
  const failedIds = useFailedChecks();
  const [params, setParams] = useSearchParams();
  if (fleet.data === undefined) {
    return (
      <Page title="Devices" question={question}>
        {fleet.isPending ? <Skeleton label="Looking for devices" /> : <ErrorPanel error={fleet.error} onRetry={fleet.refetch} />}
      </Page>
    );
  }
  const devices = fleet.data.filter(({ id }) => !removed.has(`device:${id}`));
  const imported = profiles.filter(({ id, origin }) => origin === 'imported' && !removed.has(`profile:${id}`));
  const profile = imported.find(({ id }) => id === params.get('profile'));
  const wanted = params.get('device');
  const found = devices.find(({ id }) => id === wanted) ?? devices.find(({ formerId }) => formerId === wanted);
  const device = found ?? devices[0];
  const show = (picked: Picked, setup = false): void => setParams({ ...picked, ...(setup ? { setup: 'on' } : {}) });
  const list = (
    <Panel title="All devices" className="devices-list" tools={<AddDevice onAdded={(picked) => show(picked, 'device' in picked)} />}>
      <DeviceList
        devices={devices}
        profiles={imported}
        failedIds={failedIds}
        selectedKey={profile ? `profile:${profile.id}` : device ? `device:${device.id}` : null}
        onSelect={show}
      />
      <Obstacles obstacles={fleet.obstacles} onRetry={fleet.refetch} />
    </Panel>
  );
  if (profile !== undefined) return <ProfileView profile={profile} list={list} />;
  if (device !== undefined) {
    return (
      <DeviceView
        key={device.id}
        device={device}
        others={devices.filter(({ id }) => id !== device.id)}
        profile={profiles.find(({ deviceId }) => deviceId === device.id)}
        list={list}
        inSetup={params.has('setup') && device === found}
        onSetup={(on) => show({ device: device.id }, on)}
      />
    );
  }
  return (
    <Page title="Devices" question={question}>
      <EmptyState title="No device answers" actions={<Button onClick={fleet.refetch}>Look again</Button>}>
        The lab found nothing to measure on, not even this computer.
      </EmptyState>
    </Page>
  );
}
