import { Gauge, TriangleAlert } from 'lucide-react';
import { useEffect, useEffectEvent } from 'react';
import { useSearchParams } from 'wouter';
import type { DeviceSummary } from '../../preload/contract/device.ts';
import { AnswerStrip } from '../components/answer-strip.tsx';
import { Button } from '../components/button.tsx';
import { EmptyState } from '../components/empty-state.tsx';
import { ErrorPanel } from '../components/error-panel.tsx';
import { Icon } from '../components/icon.tsx';
import { Page } from '../components/page.tsx';
import { Panel } from '../components/panel.tsx';
import { Skeleton } from '../components/skeleton.tsx';
import { useJobs } from '../state/jobs.tsx';
import { useCampaigns, useDevice, useDevices } from '../state/queries.ts';
import { ClusterTable } from './devices/cluster-table.tsx';
import { ConditionsPanel } from './devices/conditions-panel.tsx';
import { deviceAnswer } from './devices/device-answer.ts';
import { DeviceFacts } from './devices/device-facts.tsx';
import { DeviceList } from './devices/device-list.tsx';
import { SmokeTest } from './devices/smoke-test.tsx';
import { useDeviceCheck } from './devices/use-device-check.ts';
import { useReadings } from './devices/use-readings.ts';
import './devices.css';

const question = 'Is this device known, healthy and ready to be measured?';

/** Devices: what each is, whether it works, what a person must do. `?device=` picks one. */
export function DevicesPage() {
  const devices = useDevices();
  const [params, setParams] = useSearchParams();
  const wanted = params.get('device');
  const device = devices.data?.find((candidate) => candidate.id === wanted) ?? devices.data?.[0];
  if (devices.error !== null || devices.data === undefined) {
    return (
      <Page title="Devices" question={question}>
        {devices.error === null ? (
          <Skeleton label="Looking for devices" />
        ) : (
          <ErrorPanel error={devices.error} onRetry={() => void devices.refetch()} />
        )}
      </Page>
    );
  }
  if (device === undefined) {
    return (
      <Page title="Devices" question={question}>
        <EmptyState title="No device answers" actions={<Button onClick={() => void devices.refetch()}>Look again</Button>}>
          The lab found nothing to measure on, not even this computer.
        </EmptyState>
      </Page>
    );
  }
  return <DeviceView devices={devices.data} device={device} onSelect={(deviceId) => setParams({ device: deviceId })} />;
}

type DeviceViewProps = { devices: readonly DeviceSummary[]; device: DeviceSummary; onSelect: (deviceId: string) => void };

function DeviceView({ devices, device, onSelect }: DeviceViewProps) {
  const answers = device.state === 'ready' || device.state === 'measuring';
  const deviceId = answers ? device.id : null;
  const description = useDevice(deviceId);
  const readings = useReadings(deviceId);
  const { check, run } = useDeviceCheck(device.id);
  const busy = useJobs().active.some((job) => job.state === 'running') || device.state === 'measuring';
  const campaigns = useCampaigns();
  const reading = readings.state.at(-1);

  // A device that is seen for the first time is checked by itself, unless that would disturb a measurement.
  const checkNow =
    check.state === 'never' &&
    device.state === 'ready' &&
    !busy &&
    description.isSuccess &&
    campaigns.data?.every((campaign) => campaign.state !== 'running') === true;
  const runCheck = useEffectEvent(run);
  useEffect(() => {
    if (checkNow) runCheck();
  }, [checkNow]);

  return (
    <Page
      title="Devices"
      question={question}
      actions={
        <Button
          kind="primary"
          icon={Gauge}
          href={`/measure?campaign=new&device=${encodeURIComponent(device.id)}`}
          off={answers ? undefined : 'Needs a device that answers'}
        >
          {check.state === 'running' ? 'Measure when ready' : 'Measure'}
        </Button>
      }
    >
      <AnswerStrip {...deviceAnswer(device, check, reading)} />
      <div className="devices-layout">
        <Panel title="All devices" className="devices-list">
          <DeviceList devices={devices} selectedId={device.id} onSelect={onSelect} />
        </Panel>
        <div className="column">
          <SmokeTest
            check={check}
            off={busy ? 'A measurement is running' : answers ? undefined : 'The device does not answer'}
            onRun={run}
          />
          <Panel
            title="Clusters"
            note="fastest core’s clock, last minute"
            grow
            loading={answers && description.isPending}
            error={description.error}
            onRetry={() => void description.refetch()}
            empty={!answers && 'Unknown until the device answers.'}
          >
            {description.data !== undefined && <ClusterTable clusters={description.data.clusters} readings={readings.state} />}
          </Panel>
        </div>
        <div className="column">
          {answers && <DeviceFacts device={description} reading={reading} />}
          {devices
            .filter((other) => other.remedy !== undefined)
            .map((other) => (
              <Remedy key={other.id} device={other} />
            ))}
          {answers && <ConditionsPanel deviceName={device.name} stream={readings} />}
        </div>
      </div>
    </Page>
  );
}

/** What a person must do before a device can be used. */
function Remedy({ device }: { device: DeviceSummary }) {
  return (
    <section className="device-remedy">
      <span className="check-mark tone-warn">
        <Icon of={TriangleAlert} size={14} />
      </span>
      <div>
        <strong>{device.name}</strong>
        <p className="secondary small">{device.remedy}</p>
      </div>
    </section>
  );
}
