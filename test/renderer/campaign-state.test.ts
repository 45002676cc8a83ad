import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { BlockProgress, Measurement } from '../../preload/contract/campaign.ts';
import { campaignPhase, isSuperseded, largestDrift, latestBlocks, repeatedBlocks } from '../../renderer/pages/measure/campaign-state.ts';
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
  assert.equal(isSuperseded(at(1, 0), repeated), true);
  assert.equal(isSuperseded(at(1, 1), repeated), false);
  assert.equal(isSuperseded(at(0, 0), repeated), false);
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
