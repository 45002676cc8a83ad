import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { SearchResult } from '../../preload/contract/search.ts';
import { architectureBars } from '../../renderer/state/architecture-bars.ts';
import { architectureChoices } from '../../renderer/pages/search/architecture-choices.ts';
import { searchAnswer } from '../../renderer/pages/search/search-answer.ts';
import { stageBlocks } from '../../renderer/pages/search/stage-blocks.ts';
import { stageShares } from '../../renderer/pages/search/stage-shares.ts';

const point = (latencyMs: number, accuracy: number, measured: boolean) => ({
  name: `a${latencyMs}`,
  latencyMs,
  accuracy,
  macs: 1,
  params: 1,
  measured,
});
const result = (title: string, accuracyMeasured: boolean): SearchResult => ({
  id: 's',
  spaceId: 'nas-bench-201',
  table: null,
  target: 'fpga',
  modelId: null,
  algorithm: 'exhaustive',
  accuracy: { kind: 'macs' },
  accuracyTitle: title,
  accuracyStatement: '',
  accuracyMeasured,
  limitMs: null,
  candidates: 2,
  frontSize: 2,
  createdAtMs: 0,
  cloud: { names: [], latencyMs: [], accuracy: [] },
  front: [point(2, 60.5, true), point(3.98, 71.633, false)],
});

test('says the best under the limit and whether it was measured', () => {
  const accuracy = result('CIFAR-100 accuracy, %', true);
  assert.equal(searchAnswer(accuracy, 4.5), 'Best under 4.50 ms: 71.63 % at 3.98 ms, predicted, not yet measured.');
  assert.equal(searchAnswer(accuracy, 3), 'Best under 3.00 ms: 60.50 % at 2.00 ms, measured.');
  assert.equal(searchAnswer(accuracy, Infinity).startsWith('Best without a limit: 71.63 %'), true);
  assert.equal(searchAnswer(accuracy, 1), 'Nothing under 1.00 ms: the fastest of the front takes 2.00 ms.');
});

test('a stand-in is never called best, and named', () => {
  assert.equal(
    searchAnswer(result('MACs, M (stand-in for capacity)', false), 3),
    'Largest under 3.00 ms: 60.50 M MACs at 2.00 ms, measured.',
  );
});

const fbnetGenes = ['operator of stage 1 layer 1', 'operator of stage 2 layer 1'].map((name) => ({
  name,
  values: ['k3_e1', 'k3_e1_g2', 'skip'],
}));

test('reads the choices out of every notation', () => {
  assert.deepEqual(architectureChoices('|nor_conv_3x3~0|+|none~0|skip_connect~1|'), ['nor_conv_3x3', 'none', 'skip_connect']);
  assert.deepEqual(architectureChoices('mbv3:224:2-3:7-5:6-4'), [224, 2, 3, 7, 5, 6, 4]);
  assert.deepEqual(architectureChoices('proxyless:k5e3-zero'), ['k5e3', 'zero']);
  assert.deepEqual(architectureChoices('fbnet:1-0', fbnetGenes), ['k3_e1_g2', 'k3_e1']);
  assert.deepEqual(architectureChoices('random:17:small'), []);
});

test('operators that are blocks stand in their stage, skips do not', () => {
  const choices = architectureChoices('fbnet:1-2', fbnetGenes);
  assert.deepEqual(stageBlocks(fbnetGenes, choices), [
    { name: 'Stage 1', blocks: [{ kernel: 3, expansion: 1 }] },
    { name: 'Stage 2', blocks: [] },
  ]);
  assert.deepEqual(architectureBars(fbnetGenes, choices), [
    { height: 1 / 6, colour: 'var(--cat-1)' },
    { height: 0.1, colour: 'var(--grid)' },
  ]);
  assert.deepEqual(architectureBars(fbnetGenes, []), []);
});

test('only built blocks stand in a stage', () => {
  const genes = [
    'depth of stage 1',
    'kernel of stage 1 block 1',
    'kernel of stage 1 block 2',
    'expansion of stage 1 block 1',
    'expansion of stage 1 block 2',
  ].map((name) => ({ name, values: [] }));
  assert.deepEqual(stageBlocks(genes, [1, 7, 3, 6, 4]), [{ name: 'Stage 1', blocks: [{ kernel: 7, expansion: 6 }] }]);
});

test('shares of the MACs by stage add up to one and keep the order of the network', () => {
  const layer = (stage: string, macs: number) => ({
    name: '',
    kind: '',
    stage,
    output: { channels: 1, height: 1, width: 1 },
    macs,
    params: 0,
  });
  assert.deepEqual(stageShares([layer('input', 0), layer('stem', 1), layer('stage 1', 2), layer('stage 1', 1)]), [
    { stage: 'stem', macs: 1, share: 0.25 },
    { stage: 'stage 1', macs: 3, share: 0.75 },
  ]);
});
