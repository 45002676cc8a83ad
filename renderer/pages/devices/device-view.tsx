import { useMutation } from '@tanstack/react-query';
import { Download, Gauge, Route, Trash2 } from 'lucide-react';
import { useEffect, useEffectEvent, type ReactNode } from 'react';
import type { DeviceSummary } from '../../../preload/contract/device.ts';
import type { ProfileSummary } from '../../../preload/contract/profile.ts';
import { fileNameOf, saveFile } from '../../charts/save-file.ts';
import { AnswerStrip } from '../../components/answer-strip.tsx';
import { Button } from '../../components/button.tsx';
import { ErrorPanel } from '../../components/error-panel.tsx';
import { IconButton } from '../../components/icon-button.tsx';
import { Page } from '../../components/page.tsx';
import { Panel } from '../../components/panel.tsx';
import { answers, inUse } from '../../state/device-use.ts';
import { useLab } from '../../state/lab-context.ts';
import { useCampaigns, useDevice } from '../../state/queries.ts';
import { useRemovals } from '../../state/removals.tsx';
import { useCampaignState } from '../measure/use-campaign.ts';
import { ClusterTable } from './cluster-table.tsx';
import { ConditionsPanel } from './conditions-panel.tsx';
import { deviceAnswer } from './device-answer.ts';
import { DeviceFacts } from './device-facts.tsx';
import { question } from './question.ts';
import { RemedyCard } from './remedy-card.tsx';
import { SetupPanel } from './setup-panel.tsx';
import { hasSignature, setupSteps, signatureCampaign } from './setup-steps.ts';
import { SmokeTest } from './smoke-test.tsx';
import { useDeviceCheck } from './use-device-check.ts';
import { useReadings } from './use-readings.ts';
import { useSetup } from './use-setup.ts';

/** Cards of other devices that need somebody, at most. */
const remediesShown = 2;

type DeviceViewProps = {
  device: DeviceSummary;
  others: readonly DeviceSummary[];
  profile: ProfileSummary | undefined;
  list: ReactNode;
  inSetup: boolean;
  onSetup: (on: boolean) => void;
};

/** One device: its state, its way to a profile or its smoke test, its processor and sensors. */
export function DeviceView({ device, others, profile, list, inSetup, onSetup }: DeviceViewProps) {
  const lab = useLab();
  const { remove } = useRemovals();
  const present = answers(device);
  const description = useDevice(present ? device.id : null);
  // A phone that is measured is left in peace: the Measure page shows what the measurement itself reads.
  const readings = useReadings(present && (device.kind === 'local' || device.state === 'ready') ? device.id : null);
  const { check, run } = useDeviceCheck(device.id);
  const campaigns = useCampaigns();
  const known = signatureCampaign(campaigns.data ?? [], device.id);
  const campaign = useCampaignState(inSetup && known?.state === 'running' ? known.id : null) ?? known;
  const setup = useSetup(device, campaign, profile);
  const reading = readings.state.at(-1);
  const exporting = useMutation({
    mutationFn: () => lab.profiles.export({ device: device.id }),
    onSuccess: (content) => saveFile(content, `${fileNameOf(device.name)}.profile.json`),
  });
  const steps = setupSteps({
    device,
    description: description.data,
    descriptionError: description.error,
    check,
    campaign,
    profile,
    error: setup.error,
  });

  // A device that is seen for the first time is checked by itself, unless that would disturb a measurement.
  const checkNow = check.state === 'never' && device.state === 'ready' && description.isSuccess && campaigns.isSuccess;
  const runCheck = useEffectEvent(run);
  useEffect(() => {
    if (checkNow) runCheck();
  }, [checkNow]);

  const isNew = device.kind !== 'local' && !hasSignature(profile);
  const off = inUse(device) ?? (present ? undefined : 'The device does not answer');
  const forget = (): void =>
    remove({
      key: `device:${device.id}`,
      words: `Removed ${device.name}`,
      kept: 'Its host key and password are forgotten; what was measured on it stays.',
      commit: () => lab.devices.remove({ deviceId: device.id }),
    });

  return (
    <Page
      title="Devices"
      question={question}
      actions={
        <>
          {hasSignature(profile) && (
            <Button icon={Download} working={exporting.isPending} workingLabel="Exporting…" onClick={() => exporting.mutate()}>
              Export profile
            </Button>
          )}
          {!inSetup && (
            <Button kind={isNew ? 'primary' : 'plain'} icon={Route} onClick={() => onSetup(true)}>
              Set up
            </Button>
          )}
          <Button
            kind={isNew && !inSetup ? 'plain' : 'primary'}
            icon={Gauge}
            href={`/measure?campaign=new&device=${encodeURIComponent(device.id)}`}
            off={present ? undefined : 'Needs a device that answers'}
          >
            {check.state === 'running' ? 'Measure when ready' : 'Measure'}
          </Button>
        </>
      }
    >
      {exporting.error !== null && <ErrorPanel error={exporting.error} onRetry={() => exporting.mutate()} />}
      <AnswerStrip {...deviceAnswer(device, check, reading)} />
      <div className="devices-layout">
        {list}
        <div className="column">
          {inSetup ? (
            <SetupPanel
              device={device}
              steps={steps}
              setup={setup}
              check={check}
              checkOff={off}
              onCheck={run}
              campaign={campaign}
              onExport={() => exporting.mutate()}
              onClose={() => onSetup(false)}
            />
          ) : (
            <SmokeTest check={check} off={off} onRun={run} />
          )}
          <Panel
            title="Clusters"
            note="fastest core’s clock, last minute"
            grow
            loading={present && description.isPending}
            error={description.error}
            onRetry={() => void description.refetch()}
            empty={!present && 'Unknown until the device answers.'}
          >
            {description.data !== undefined && <ClusterTable clusters={description.data.clusters} readings={readings.state} />}
          </Panel>
        </div>
        <div className="column">
          {!present && !inSetup && <RemedyCard device={device} />}
          <DeviceFacts
            device={description}
            reading={reading}
            asked={present}
            tools={
              device.kind === 'ssh' && (
                <IconButton icon={Trash2} label={`Remove ${device.name}`} onClick={forget} disabled={inUse(device) !== undefined} />
              )
            }
          />
          {others
            .filter((other) => other.state === 'unauthorized')
            .slice(0, remediesShown)
            .map((other) => (
              <RemedyCard key={other.id} device={other} />
            ))}
          {present && <ConditionsPanel deviceName={device.name} stream={readings} isMeasured={device.state === 'measuring'} />}
        </div>
      </div>
    </Page>
  );
}
