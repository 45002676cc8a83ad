import assert from 'node:assert/strict';
import { test } from 'node:test';
import { histogramAroundZero } from '../../renderer/charts/histogram-bins.ts';
import { spreadLabels } from '../../renderer/charts/spread-labels.ts';
import { nextReason } from '../../renderer/pages/adapt/next-reason.ts';
import { intervalsHeld, relativeErrors } from '../../renderer/pages/adapt/prediction-errors.ts';
import { sourceWords, twins } from '../../renderer/pages/adapt/source-words.ts';
import { architectureWords } from '../../renderer/state/architecture-words.ts';

test('why an architecture is worth measuring', () => {
  assert.equal(nextReason({ uncertaintyShare: 0.013, disagreement: 0.9 }), 'among the 2 % least certain');
  assert.equal(nextReason({ uncertaintyShare: 0.0001, disagreement: 0 }), 'among the 1 % least certain');
  assert.equal(nextReason({ uncertaintyShare: 0.4, disagreement: 0.714 }), 'proxies disagree by 71 % of ranks');
  assert.equal(nextReason({ uncertaintyShare: 1, disagreement: 0.2 }), 'settles the most neighbours');
});

test('the sources by their agreement; one that agrees in everything is probably the target', () => {
  const agreements = [0.5, 0.999, null, 0.7, 0.6].map((srcc, i) => ({ name: `d${i}`, srcc }));
  assert.equal(sourceWords(agreements), 'Sources, SRCC with the samples: d1 0.999, d3 0.70, d4 0.60 and 1 more down to 0.50.');
  assert.deepEqual([twins(agreements, 20), twins(agreements, 5)], [['d1'], []]);
  assert.match(sourceWords([{ name: 'd', srcc: null }]), /^No source/);
});

test('errors are relative to what was measured; intervals are counted where they are stated', () => {
  const unseen = [
    { name: 'a', predictedMs: 9, measuredMs: 10, deviationMs: 1 },
    { name: 'b', predictedMs: 5, measuredMs: 10, deviationMs: 1 },
  ];
  assert.deepEqual(relativeErrors(unseen).map((error) => Math.round(100 * error)), [-10, -50]); // prettier-ignore
  assert.equal(intervalsHeld(unseen), 0.5);
  assert.equal(intervalsHeld(unseen.map((one) => ({ ...one, deviationMs: null }))), null);
});

test('bins around 0 have no gaps and hold every value', () => {
  const { width, bins } = histogramAroundZero([-0.5, 0.01, 0.02, 0.02, 3]);
  assert.equal(bins.reduce((sum, { count }) => sum + count, 0), 5); // prettier-ignore
  assert.deepEqual(bins.map(({ place }) => place), Array.from({ length: bins.length }, (_, i) => bins[0]!.place + i)); // prettier-ignore
  assert.ok(bins.some(({ place }) => place === 0) && width > 0);
  assert.deepEqual(histogramAroundZero([]).bins, [{ place: 0, count: 0 }]);
  assert.deepEqual(histogramAroundZero([0, 0]).bins, [{ place: 0, count: 2 }]);
});

test('labels keep their order and their distance', () => {
  const spread = spreadLabels([{ name: 'b', y: 11 }, { name: 'a', y: 10 }, { name: 'c', y: 50 }, { name: 'd', y: 12 }], 10); // prettier-ignore
  assert.deepEqual(spread, [{ name: 'a', y: 1 }, { name: 'b', y: 11 }, { name: 'd', y: 21 }, { name: 'c', y: 50 }]); // prettier-ignore
});

test('a cell in words, node by node; other notations as they are', () => {
  const cell = '|nor_conv_3x3~0|+|none~0|skip_connect~1|+|avg_pool_3x3~0|nor_conv_1x1~1|none~2|';
  assert.equal(architectureWords(cell), '3×3 · none skip · pool 1×1 none');
  assert.equal(architectureWords('mobile:3:5'), 'mobile:3:5');
});
