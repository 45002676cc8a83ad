import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { SearchResult, Verification } from '../../preload/contract/search.ts';
import type { TableSummary } from '../../preload/contract/table.ts';
import { questionOf, roundAnswer, verifyPlan } from '../../renderer/pages/search/verify-round.ts';

const point = (name: string, measured: boolean) => ({ name, latencyMs: 1, accuracy: 1, macs: 1, params: 1, measured });
const result = (front: SearchResult['front'], more: Partial<SearchResult> = {}): SearchResult => ({
  id: 's',
  spaceId: 'fbnet',
  table: 'phones',
  target: 'pixel',
  modelId: null,
  algorithm: 'nsga2',
  accuracy: { kind: 'macs' },
  accuracyTitle: 'MACs, M',
  accuracyStatement: '',
  accuracyMeasured: false,
  limitMs: 5,
  candidates: 2,
  frontSize: front.length,
  createdAtMs: 0,
  cloud: { names: [], latencyMs: [], accuracy: [] },
  front,
  ...more,
});
const table: TableSummary = {
  name: 'phones',
  spaceId: 'fbnet',
  quantity: 'latency',
  unit: 'ms',
  source: '',
  architectures: 10,
  columns: [{ name: 'pixel', measured: 10, origin: 'measured' }],
  createdAtMs: 0,
};

test('picks are verified where the target can be measured, else it is said why not', () => {
  const open = result([point('a', false)]);
  assert.deepEqual(verifyPlan(open, [], [], []), { off: 'Its table is not in this lab' });
  assert.deepEqual(verifyPlan(result([point('a', true)]), [table], [], []), { off: 'All of the front is measured' });
  assert.deepEqual(verifyPlan(open, [table], [], []), { off: 'No device is ready' });
});

test('the question of a search is asked again as it was, or as far as it is known', () => {
  const request = { spaceId: 'fbnet', latency: { modelId: 'm' }, seed: 7 };
  assert.equal(questionOf(result([], { request: { ...request, accuracy: { kind: 'macs' }, algorithm: 'nsga2' } })).seed, 7);
  assert.deepEqual(questionOf(result([])), {
    spaceId: 'fbnet',
    latency: { table: 'phones', target: 'pixel' },
    accuracy: { kind: 'macs' },
    limitMs: 5,
  });
  assert.deepEqual(questionOf(result([], { modelId: 'm', limitMs: null })).latency, { modelId: 'm' });
});

test('a round tells how many picks held, and what is new', () => {
  const pick = (name: string, stays: boolean) => ({ name, predictedMs: 1, measuredMs: 2, stays });
  const round: Verification = {
    picks: [pick('a', true), pick('b', false)],
    before: result([point('a', false), point('b', false)]),
    after: result([point('a', true), point('c', false)]),
  };
  assert.equal(roundAnswer(round), '1 of 2 picks held on the device. 1 new one came onto the front with what was measured.');
  assert.equal(
    roundAnswer({ ...round, after: result([point('a', true)]) }),
    '1 of 2 picks held on the device. No new ones came onto the front with what was measured.',
  );
});
