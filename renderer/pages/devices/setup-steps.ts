import type { Campaign } from '../../../preload/contract/campaign.ts';
import type { DeviceDescription, DeviceSummary } from '../../../preload/contract/device.ts';
import type { ProfileSummary } from '../../../preload/contract/profile.ts';
import { failure } from '../../state/failure.ts';
import { formatCount, formatLeft, plural } from '../../state/format.ts';
import { campaignPhase } from '../measure/campaign-state.ts';
import type { StepStatus } from './check-steps.tsx';
import type { DeviceCheck } from './use-device-check.ts';

/** All that the steps follow from: nothing is kept of how far a person had come, so that it can be left and taken up again anywhere. */
export type SetupFacts = {
  device: DeviceSummary;
  description: DeviceDescription | undefined;
  descriptionError: unknown;
  check: DeviceCheck;
  /** The latest measurement of a signature on the device. */
  campaign: Campaign | undefined;
  profile: ProfileSummary | undefined;
  /** Why measuring could not begin or the profile not be saved. */
  error: unknown;
};

export type SetupStep = {
  key: 'allowed' | 'described' | 'checked' | 'measured' | 'saved';
  title: string;
  status: StepStatus;
  detail: string;
  remedy?: string;
};

type Outcome = Omit<SetupStep, 'key' | 'title'>;

/** How far a device has come on the way to its profile; what comes after the first step that is not done is next. */
export function setupSteps(facts: SetupFacts): SetupStep[] {
  const outcomes: [SetupStep['key'], string, Outcome][] = [
    ['allowed', facts.device.kind === 'adb' ? 'The phone allows this computer' : 'The device answers', allowed(facts)],
    ['described', 'What it is', described(facts)],
    ['checked', 'Smoke test', checked(facts)],
    ['measured', 'Signature measured', measured(facts)],
    ['saved', 'Profile saved', saved(facts)],
  ];
  let isOpen = false;
  return outcomes.map(([key, title, outcome]) => {
    const step: SetupStep =
      isOpen && outcome.status !== 'passed' ? { key, title, status: 'next', detail: outcome.detail } : { key, title, ...outcome };
    isOpen ||= outcome.status !== 'passed';
    return step;
  });
}

/** What the person waits for or has to do, as the answer of the page. */
export function currentStep(steps: readonly SetupStep[]): SetupStep | undefined {
  return steps.find(({ status }) => status !== 'passed' && status !== 'next') ?? steps.find(({ status }) => status === 'next');
}

export function hasSignature(profile: ProfileSummary | undefined): boolean {
  return profile?.columns.some(({ signatureSet }) => signatureSet !== null) ?? false;
}

/** Tables that signature measurements go into begin so. */
const profileTables = 'profiles-';

export function signatureCampaign(campaigns: readonly Campaign[], deviceId: string): Campaign | undefined {
  return campaigns
    .filter((campaign) => campaign.deviceId === deviceId && campaign.table.startsWith(profileTables))
    .reduce<Campaign | undefined>(
      (latest, one) => (latest === undefined || one.startedAtMs > latest.startedAtMs ? one : latest),
      undefined,
    );
}

function allowed({ device }: SetupFacts): Outcome {
  switch (device.state) {
    case 'ready':
    case 'measuring':
    case 'checking':
      return { status: 'passed', detail: device.detail };
    case 'unauthorized':
      return { status: 'waiting', detail: device.detail, ...(device.remedy === undefined ? {} : { remedy: device.remedy }) };
    case 'offline':
      return { status: 'waiting', detail: 'It does not answer.', ...(device.remedy === undefined ? {} : { remedy: device.remedy }) };
  }
}

function described({ description, descriptionError }: SetupFacts): Outcome {
  if (descriptionError !== null && descriptionError !== undefined) {
    const { sentence, remedy } = failure(descriptionError);
    return { status: 'failed', detail: sentence, remedy };
  }
  if (description === undefined) return { status: 'running', detail: 'Asking for processor, memory, system and sensors' };
  const { processorModel, maximumThreads, operatingSystem, abi } = description;
  return {
    status: 'passed',
    detail: [processorModel, `${maximumThreads} cores`, operatingSystem, abi].filter((part) => part !== null).join(' · '),
  };
}

function checked({ check, profile, campaign }: SetupFacts): Outcome {
  const current = check.steps.at(-1);
  switch (check.state) {
    case 'never':
      return hasSignature(profile) || campaign !== undefined
        ? { status: 'passed', detail: 'It was measured before.' }
        : { status: 'next', detail: 'Room, runner, the same results, times that repeat' };
    case 'running':
      return { status: 'running', detail: current?.title ?? 'Starting' };
    case 'passed':
      return { status: 'passed', detail: `${plural(check.steps.length, 'check')} passed` };
    case 'failed':
      return {
        status: 'failed',
        detail: `${current?.title ?? 'A check'} failed.`,
        ...(current?.failure === undefined ? {} : { remedy: current.failure.remedy }),
      };
    case 'broken': {
      const { sentence, remedy } = failure(check.error);
      return { status: 'failed', detail: sentence, remedy };
    }
  }
}

function measured({ campaign, profile, error }: SetupFacts): Outcome {
  if (campaign === undefined || campaign.state === 'cancelled') {
    if (hasSignature(profile)) return { status: 'passed', detail: signatureWords(profile) };
    if (error !== null && error !== undefined) {
      const { sentence, remedy } = failure(error);
      return { status: 'failed', detail: sentence, remedy };
    }
    return { status: 'waiting', detail: 'A few networks that tell devices apart. It takes some minutes; the cable may be pulled.' };
  }
  const progress = `${formatCount(campaign.done)} of ${formatCount(campaign.total)}`;
  const phase = campaignPhase(campaign);
  switch (phase) {
    case 'running':
      return {
        status: 'running',
        detail: [progress, campaign.etaSeconds === null ? '' : formatLeft(campaign.etaSeconds), campaign.message]
          .filter(Boolean)
          .join(' · '),
      };
    case 'waiting':
      return { status: 'waiting', detail: `${progress} · ${campaign.message}`, remedy: 'It goes on by itself.' };
    case 'away': {
      const remedy = campaign.waiting?.what === 'device' ? campaign.waiting.error.remedy : '';
      return {
        status: 'waiting',
        detail: `${progress} measured and kept. It stopped answering.`,
        remedy: `${remedy} It then goes on by itself.`.trim(),
      };
    }
    case 'paused':
    case 'interrupted':
      return { status: 'waiting', detail: `${progress} measured and kept.`, remedy: 'Go on whenever you like: nothing is measured twice.' };
    case 'failed':
      return {
        status: 'failed',
        detail: `${progress} measured and kept. ${campaign.message}`,
        remedy: 'Mend that, then go on: nothing is measured twice.',
      };
    case 'cancelled':
    case 'finished':
      return { status: 'passed', detail: `${progress} measured` };
  }
}

function saved({ campaign, profile, error }: SetupFacts): Outcome {
  const upToDate = hasSignature(profile) && (campaign?.endedAtMs ?? 0) <= (profile?.changedAtMs ?? 0);
  if (upToDate) return { status: 'passed', detail: signatureWords(profile) };
  if (campaign?.state === 'finished' && error !== null && error !== undefined) {
    const { sentence, remedy } = failure(error);
    return { status: 'failed', detail: sentence, remedy };
  }
  return {
    status: campaign?.state === 'finished' ? 'running' : 'next',
    detail: 'Then it can be a proxy or a target, and be given to others.',
  };
}

function signatureWords(profile: ProfileSummary | undefined): string {
  const architectures = profile?.columns.reduce((sum, column) => sum + column.architectures, 0) ?? 0;
  return `${plural(architectures, 'latency', 'latencies')} in ${plural(profile?.columns.length ?? 0, 'table')}`;
}
