import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createRng } from '../../../main/core/rng.ts';
import { runToEnd } from '../../../main/core/run-to-end.ts';
import { advise, monotonicity } from '../../../main/core/transfer/monotonicity.ts';
import { closeTo } from '../../helpers/close-to.ts';
import { oneProxyPath, oneProxyTable } from '../../helpers/one-proxy-table.ts';
import { withoutData } from '../../helpers/requirements.ts';

const options = { resamples: 200, rng: createRng(1) };

test('advice follows the interval where there is one', () => {
  assert.equal(advise(0.95, { low: 0.92, high: 0.97 }, 100), 'reuse');
  assert.equal(advise(0.95, { low: 0.85, high: 0.99 }, 100), 'unsure');
  assert.equal(advise(0.85, { low: 0.7, high: 0.93 }, 100), 'unsure');
  assert.equal(advise(0.7, { low: 0.6, high: 0.8 }, 100), 'adapt');
  assert.equal(advise(0.9, null, 100), 'reuse');
  assert.equal(advise(1, { low: 1, high: 1 }, 9), 'unknown');
  assert.equal(advise(null, null, 2), 'unknown');
});

test('missing cells and constant devices', () => {
  const base = Float64Array.from({ length: 30 }, (_, i) => i + 1);
  const holed = base.map((value) => (value % 2 ? NaN : value * value));
  const constant = base.map(() => 4);
  const sparse = base.map((value) => (value <= 2 ? value : NaN));
  const result = runToEnd(monotonicity([base, holed, constant, sparse], options));
  assert.equal(result.srcc[0]![1], 1);
  const { interval, ...pair } = result.pairs[0]!;
  assert.deepEqual(pair, { a: 0, b: 1, srcc: 1, architectures: 15, advice: 'reuse' });
  closeTo(interval!.low, 1, 1e-14);
  assert.deepEqual(result.srcc[2], [null, null, 1, null]);
  assert.equal(result.pairs.find((pair) => pair.a === 0 && pair.b === 3)!.advice, 'unknown');
  assert.equal(result.mean, 1);
  assert.deepEqual(result.linkage.steps[0], { left: 0, right: 1, distance: 0 });
});

test('no devices, and one', () => {
  assert.deepEqual(runToEnd(monotonicity([], options)), {
    srcc: [],
    intervals: [],
    pairs: [],
    mean: null,
    lowest: null,
    linkage: { steps: [], order: [] },
  });
  assert.deepEqual(runToEnd(monotonicity([Float64Array.of(1, 2, 3)], options)).srcc, [[1]]);
});

test('published table: 153 pairs, mean .73, lowest .32, 17 strong', { skip: withoutData(oneProxyPath) }, () => {
  const table = oneProxyTable();
  const { pairs, mean, lowest, srcc, linkage } = runToEnd(monotonicity(table.columns, { resamples: 50, rng: createRng(1) }));
  assert.equal(pairs.length, 153);
  closeTo(mean, 0.73, 0.006, 'mean');
  closeTo(lowest, 0.32, 0.006, 'lowest');
  assert.equal(pairs.filter((pair) => pair.srcc! >= 0.9).length, 17);
  const at = (name: string) => table.devices.indexOf(name);
  closeTo(srcc[at('true_vpu')]![at('eagle_gtx')], 0.690526859861756, 5e-13);
  assert.ok(pairs.every((pair) => pair.interval!.low < pair.srcc! && pair.srcc! < pair.interval!.high));
  assert.equal(Math.abs(linkage.order.indexOf(at('eagle_gtx')) - linkage.order.indexOf(at('eagle_i7'))), 1, 'one device to within noise');
});
