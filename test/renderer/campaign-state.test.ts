import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { BlockProgress, Measurement } from '../../preload/contract/campaign.ts';
import {
  campaignPhase,
  coolingPace,
  largestDrift,
  latestBlocks,
  repeatedBlocks,
  supersededIn,
} from '../../renderer/pages/measure/campaign-state.ts';
import { campaign } from './campaign.ts';

const block = (change: Partial<BlockProgress>): BlockProgress => ({
  block: 0,
  repeat: 0,
  done: 0,
  total: 10,
  anchorDrift: null,
  state: 'waiting',
  ...change,
});

const repeated: readonly BlockProgress[] = [
  block({ block: 1, repeat: 1, anchorDrift: 0.01, state: 'accepted' }),
  block({ block: 0, anchorDrift: -0.02, state: 'accepted' }),
  block({ block: 1, repeat: 0, anchorDrift: 0.2, state: 'repeated' }),
];

test('a repeated block counts as it was measured last', () => {
  assert.deepEqual(
    latestBlocks(repeated).map(({ block: index, repeat }) => [index, repeat]),
    [
      [0, 0],
      [1, 1],
    ],
  );
  assert.equal(largestDrift(repeated), -0.02);
  assert.equal(largestDrift([]), null);
  assert.equal(repeatedBlocks(repeated), 1);
});

test('measurements of a block that was given up are superseded', () => {
  const at = (index: number, repeat: number): Measurement => ({ block: index, repeat }) as Measurement;
  const isSuperseded = supersededIn(repeated);
  assert.deepEqual([at(1, 0), at(1, 1), at(0, 0)].map(isSuperseded), [true, false, false]);
  assert.equal(supersededIn([block({ state: 'repeated' })])(at(0, 0)), true, 'also before the next one has begun');
});

test('a running campaign without a job was interrupted; one between blocks waits', () => {
  assert.equal(campaignPhase(campaign), 'running');
  assert.equal(campaignPhase({ ...campaign, jobId: null }), 'interrupted');
  assert.equal(campaignPhase({ ...campaign, done: 10, blocks: [block({ state: 'accepted', done: 10 }), block({ block: 1 })] }), 'waiting');
  assert.equal(
    campaignPhase({ ...campaign, done: 10, blocks: [block({ state: 'accepted', done: 10 }), block({ block: 1, state: 'running' })] }),
    'running',
  );
  assert.equal(campaignPhase({ ...campaign, state: 'paused' }), 'paused');
});

test('a campaign that cools or has lost its device says which', () => {
  const now = { atMs: 0, tempC: 41.2, limitC: 38, clockKhz: null, obstacle: '41.2 °C, limit 38 °C' };
  assert.equal(campaignPhase({ ...campaign, waiting: { what: 'cooling', now } }), 'waiting');
  const error = { code: 'device-offline', message: 'It is gone.', remedy: 'Plug it in.', details: '' } as const;
  assert.equal(campaignPhase({ ...campaign, waiting: { what: 'device', error } }), 'away');
});

test('how fast it cools is told from the readings since it waits, and not before that is clear', () => {
  const read = (atMs: number, tempC: number) => ({ atMs, tempC, limitC: 38, clockKhz: null, obstacle: tempC < 38 ? null : 'hot' });
  const before = [read(0, 60), read(10_000, 37)];
  const cooling = [0, 1, 2, 3].map((minute) => read(60_000 * (minute + 1), 44 - 0.9 * minute));
  const pace = coolingPace([...before, ...cooling]);
  assert.ok(pace !== null && Math.abs(pace.perMinuteC - 0.9) < 1e-9 && Math.abs(pace.seconds - (3.3 / 0.9) * 60) < 1e-6);
  assert.equal(coolingPace([...before, ...cooling.slice(0, 2)]), null);
  assert.equal(coolingPace([60_000, 120_000, 180_000].map((atMs) => read(atMs, 41))), null, 'it does not cool');
  assert.equal(coolingPace([...cooling, read(600_000, 37)]), null, 'it is cool');
});
