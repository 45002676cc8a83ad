import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Campaign } from '../../preload/contract/campaign.ts';
import type { DeviceDescription, DeviceSummary } from '../../preload/contract/device.ts';
import type { ProfileSummary } from '../../preload/contract/profile.ts';
import { currentStep, type SetupFacts, setupSteps, signatureCampaign } from '../../renderer/pages/devices/setup-steps.ts';
import { campaign } from './campaign.ts';

const device: DeviceSummary = { id: 'phone', kind: 'adb', name: 'Phone', state: 'ready', detail: 'Android 14 · by USB' };
const description = { processorModel: 'Tensor', maximumThreads: 9, operatingSystem: 'Android 14', abi: 'arm64-v8a' } as DeviceDescription;
const passed = {
  state: 'passed',
  steps: [{ title: 'Runner starts', status: 'passed', detail: '', seconds: 1 }],
  error: undefined,
} as const;
const never = { state: 'never', steps: [], error: undefined } as const;
const measuring: Campaign = {
  ...campaign,
  deviceId: 'phone',
  table: 'profiles-fbnet-onnxruntime_1',
  done: 3,
  total: 10,
  blocks: [{ block: 0, repeat: 0, done: 3, total: 12, anchorDrift: null, state: 'running' }],
};
const profile: ProfileSummary = {
  id: 'p',
  name: 'Phone',
  kind: 'adb',
  origin: 'own',
  deviceId: 'phone',
  processorModel: null,
  operatingSystem: null,
  changedAtMs: 20,
  columns: [
    {
      spaceId: 'fbnet',
      runtime: 'r',
      precision: 'f32',
      threads: 1,
      architectures: 10,
      signatureSet: 's',
      table: 'profiles-fbnet',
      column: 'c',
    },
  ],
};

const fresh: SetupFacts = {
  device,
  description: undefined,
  descriptionError: null,
  check: never,
  campaign: undefined,
  profile: undefined,
  error: undefined,
};
const statuses = (facts: Partial<SetupFacts>): string =>
  setupSteps({ ...fresh, ...facts })
    .map(({ status }) => status)
    .join(' ');

test('one step after the other, and those after an open one are next', () => {
  assert.equal(statuses({ device: { ...device, state: 'unauthorized', remedy: 'Accept.' } }), 'waiting next next next next');
  assert.equal(statuses({}), 'passed running next next next');
  assert.equal(statuses({ description }), 'passed passed next next next');
  assert.equal(statuses({ description, check: { ...passed, state: 'running' } }), 'passed passed running next next');
  assert.equal(statuses({ description, check: passed }), 'passed passed passed waiting next');
  assert.equal(statuses({ description, check: passed, campaign: measuring }), 'passed passed passed running next');
  const finished: Campaign = { ...measuring, state: 'finished', endedAtMs: 10 };
  assert.equal(statuses({ description, check: passed, campaign: finished }), 'passed passed passed passed running');
  assert.equal(statuses({ description, check: passed, campaign: finished, profile }), 'passed passed passed passed passed');
});

test('it is taken up where it was: after a reload nothing is checked or measured again', () => {
  const paused: Campaign = { ...measuring, state: 'paused' };
  assert.equal(statuses({ description, campaign: paused }), 'passed passed passed waiting next');
  assert.equal(statuses({ description, profile }), 'passed passed passed passed passed');
  assert.equal(
    statuses({ description, campaign: { ...measuring, state: 'finished', endedAtMs: 30 }, profile }),
    'passed passed passed passed running',
  );
});

test('whatever fails says what to do', () => {
  const failure = { code: 'too-hot', remedy: 'Let it cool.' } as const;
  const failing: Partial<SetupFacts>[] = [
    { device: { ...device, state: 'offline', remedy: 'Plug it in.' } },
    { descriptionError: new Error('x') },
    {
      description,
      check: { state: 'failed', steps: [{ title: 'Times repeat', status: 'failed', detail: '', seconds: 1, failure }], error: undefined },
    },
    { description, check: passed, campaign: { ...measuring, state: 'failed', message: 'Too hot.' } },
    { description, check: passed, campaign: { ...measuring, jobId: null } },
    { description, check: passed, error: new Error('x') },
    { description, check: passed, campaign: { ...measuring, state: 'finished', endedAtMs: 1 }, error: new Error('x') },
  ];
  for (const facts of failing) {
    const step = currentStep(setupSteps({ ...fresh, ...facts }));
    assert.ok(step !== undefined && step.status !== 'passed' && (step.remedy ?? '') !== '', JSON.stringify(facts));
  }
});

test('the latest signature measurement of the device counts, no other', () => {
  const others = [
    { ...measuring, deviceId: 'other' },
    { ...measuring, table: 'mine' },
    { ...measuring, id: 'old', startedAtMs: 1 },
  ];
  assert.equal(signatureCampaign([...others, { ...measuring, id: 'new', startedAtMs: 2 }], 'phone')?.id, 'new');
  assert.equal(signatureCampaign(others.slice(0, 2), 'phone'), undefined);
});
