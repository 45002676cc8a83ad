import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Gauge } from 'lucide-react';
import { useEffect, useState, type ReactNode } from 'react';
import { useLocation, useSearchParams } from 'wouter';
import type { CampaignRequest } from '../../../preload/contract/campaign.ts';
import type { DeviceSummary } from '../../../preload/contract/device.ts';
import { customSpaceId } from '../../../preload/contract/space-ids.ts';
import { AnswerStrip } from '../../components/answer-strip.tsx';
import { Button } from '../../components/button.tsx';
import { ErrorPanel } from '../../components/error-panel.tsx';
import { KeyValues } from '../../components/key-values.tsx';
import { Page } from '../../components/page.tsx';
import { Panel } from '../../components/panel.tsx';
import { formatCount, formatDuration, formatSignificant, plural } from '../../state/format.ts';
import { assertNever } from '../../state/assert-never.ts';
import { useLab } from '../../state/lab-context.ts';
import { offerNetworks, useOfferedNetworks } from '../../state/offered-networks.ts';
import { answers, inUse } from '../../state/device-use.ts';
import { useDevices } from '../../state/devices.tsx';
import { useCampaigns, useDevice, useSpaces, useTables } from '../../state/queries.ts';
import { campaignEstimate, type CampaignEstimate } from './campaign-estimate.ts';
import { askedValues } from './asked-values.ts';
import { campaignRequestOf, initialValues, measuresFiles, missing, networkCount, possibleValues, type FormValues } from './form-values.ts';
import { MeasureFields } from './measure-fields.tsx';
import { NetworkFilesPanel } from './network-files-panel.tsx';
import { PastCampaigns } from './past-campaigns.tsx';
import { question } from './question.ts';

/** A new measurement: what to measure and what that will take. `?device=` picks the device, see `askedValues` for the rest. */
export function MeasureForm({ picker }: { picker: ReactNode }) {
  const lab = useLab();
  const queryClient = useQueryClient();
  const [, navigate] = useLocation();
  const [params] = useSearchParams();
  const [entered, setEntered] = useState<Partial<FormValues>>({});
  const dropped = useOfferedNetworks();
  const [taken, setTaken] = useState<readonly File[]>([]);
  if (dropped !== taken) {
    setTaken(dropped);
    if (dropped.length > 0) setEntered((before) => ({ ...before, spaceId: customSpaceId, files: dropped }));
  }
  useEffect(() => () => offerNetworks([]), []);
  const devices = useDevices();
  const spaces = useSpaces();
  const tables = useTables();
  const campaigns = useCampaigns();
  const wanted =
    devices.data?.find((candidate) => candidate.id === params.get('device')) ??
    devices.data?.find((candidate) => candidate.state === 'ready') ??
    devices.data?.find(answers);
  const asked: FormValues = {
    ...initialValues,
    deviceId: wanted?.id ?? null,
    spaceId: spaces.data?.[0]?.id ?? null,
    ...askedValues(params),
    ...entered,
  };
  const description = useDevice(asked.deviceId);
  const values = possibleValues(asked, description.data);
  const device = devices.data?.find((candidate) => candidate.id === values.deviceId);
  const estimate = campaignEstimate(values, campaigns.data ?? []);
  const start = useMutation({
    mutationFn: (request: CampaignRequest) => lab.campaigns.start(request),
    onSuccess: (campaign) => {
      void queryClient.invalidateQueries({ queryKey: ['campaigns'] });
      navigate(`/measure?campaign=${encodeURIComponent(campaign.id)}`);
    },
  });
  const begin = (): void => {
    const request = campaignRequestOf(values);
    if (request !== null) start.mutate(request);
  };
  const space = spaces.data?.find((candidate) => candidate.id === values.spaceId);

  return (
    <Page
      title="Measure"
      question={question}
      actions={
        <>
          {picker}
          <Button
            kind="primary"
            icon={Gauge}
            off={missing(values, device)}
            workingLabel="Starting…"
            working={start.isPending}
            onClick={begin}
          >
            {device !== undefined && inUse(device) !== undefined ? 'Start when it is free' : 'Start'}
          </Button>
        </>
      }
    >
      {start.isError ? (
        <ErrorPanel error={start.error} onRetry={begin} />
      ) : (
        <AnswerStrip
          tone="unknown"
          sentence={readiness(device)}
          explanation="Every raw run is kept. It can be paused, stopped with what is measured so far, and resumed after a crash."
          figures={estimateFigures(values, estimate)}
        />
      )}
      <div className="campaign-row">
        <Panel
          title="New measurement"
          note="sound defaults; change what you need"
          loading={devices.isPending || spaces.isPending}
          error={devices.error ?? spaces.error}
          onRetry={() => {
            devices.refetch();
            void spaces.refetch();
          }}
        >
          <MeasureFields
            values={values}
            devices={devices.data ?? []}
            spaces={spaces.data ?? []}
            tables={tables.data ?? []}
            description={description.data}
            onChange={(change) => setEntered((before) => ({ ...before, ...change }))}
          />
        </Panel>
        <div className="column">
          <Panel title="What it will take">
            <KeyValues
              items={[
                {
                  label: 'Time',
                  value: estimate === null ? null : estimateWords(estimate, networksAre(values)),
                  why: 'a number is missing',
                },
                {
                  label: 'Measured',
                  value: `${plural(networkCount(values) ?? 0, networksAre(values))} and, between them, one anchor network that shows drift`,
                },
                { label: 'Meanwhile', value: 'other work on the device makes the numbers worse; interrupted runs are flagged' },
                { label: 'Kept', value: 'every run with clock, temperature and interruptions where the system tells them' },
              ]}
            />
          </Panel>
          {measuresFiles(values) ? (
            <NetworkFilesPanel files={values.files} />
          ) : (
            <Panel title="Search space" note={space?.title} grow>
              <p className="secondary small">{space?.description}</p>
            </Panel>
          )}
        </div>
      </div>
      <Panel
        title="Earlier measurements"
        className="campaign-results"
        loading={campaigns.isPending}
        error={campaigns.error}
        onRetry={() => void campaigns.refetch()}
        empty={campaigns.data?.length === 0 && 'None yet. The first one appears here as soon as it is started.'}
      >
        <PastCampaigns campaigns={campaigns.data ?? []} />
      </Panel>
    </Page>
  );
}

function readiness(device: DeviceSummary | undefined): string {
  if (device === undefined) return 'Nothing is being measured.';
  switch (device.state) {
    case 'ready':
      return `Ready to measure on ${device.name}.`;
    case 'measuring':
      return `${device.name} is being measured; this begins by itself afterwards.`;
    case 'checking':
      return `${device.name} is being checked; this begins by itself afterwards.`;
    case 'unauthorized':
    case 'offline':
      return `${device.name} is not ready.`;
    default:
      return assertNever(device.state);
  }
}

function estimateFigures(values: FormValues, estimate: CampaignEstimate | null) {
  if (estimate === null) return [];
  return [
    { label: measuresFiles(values) ? 'Networks' : 'Architectures', value: formatCount(networkCount(values) ?? 0) },
    { label: estimate.basis === 'earlier' ? 'About' : 'At least', value: formatDuration(estimate.seconds) },
  ];
}

function networksAre(values: FormValues): string {
  return measuresFiles(values) ? 'network' : 'architecture';
}

function estimateWords(estimate: CampaignEstimate, what: string): string {
  const each = `${formatSignificant(estimate.secondsEach, 2)} s each ${what}`;
  return estimate.basis === 'earlier'
    ? `about ${formatDuration(estimate.seconds)}: the last one like it took ${each}`
    : `at least ${formatDuration(estimate.seconds)}: ${each}, plus loading, warm-ups and the anchor`;
}
