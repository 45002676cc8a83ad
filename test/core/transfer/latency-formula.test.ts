import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { row } from '../../../main/core/linalg/matrix.ts';
import { dot, multiplyVector } from '../../../main/core/linalg/multiply.ts';
import { kernelComponent, project } from '../../../main/core/transfer/kernel-component.ts';
import { addLinear, latencyOf, type LatencyTerm, noSources, scaleShares } from '../../../main/core/transfer/latency-formula.ts';
import { toLatency } from '../../../main/core/transfer/latency-scales.ts';
import { linearView } from '../../../main/core/transfer/linear-view.ts';
import { allCloseTo, closeTo } from '../../helpers/close-to.ts';
import { normalMatrix } from '../linalg/normal-matrix.ts';
import { cells } from './synthetic-devices.ts';

const inputs = { x: normalMatrix(8, 3), sources: normalMatrix(8, 2) };
const none = new Float64Array(0);
const constant: LatencyTerm = {
  share: 1,
  scale: 'raw',
  floorMs: 0.1,
  constant: 3,
  descriptorWeights: none,
  sourceWeights: none,
  radial: [],
};

test('terms are sums over descriptors, sources and radial kernels, on their own scale and for their share', () => {
  const component = kernelComponent(inputs.sources, [0, 1], {
    name: 'r',
    form: 'radial',
    sharpness: 0.4,
    standardised: true,
    weights: [],
  })!;
  const z = project(component, inputs.sources);
  const support = { rows: 2, cols: 2, data: z.data.slice(4, 8) };
  const terms: LatencyTerm[] = [
    { ...constant, share: 0.25, constant: 9, descriptorWeights: Float64Array.of(1, -0.5, 0.2) },
    {
      ...constant,
      share: 0.75,
      scale: 'log',
      sourceWeights: Float64Array.of(0.3, 0.1),
      radial: [{ input: 'sources', component, support, coefficients: Float64Array.of(0.5, -1) }],
    },
  ];
  const expected = Float64Array.from({ length: 8 }, (_, i) => {
    const kernel = [2, 3].map((s) => Math.exp(-0.4 * row(z, i).reduce((sum, value, k) => sum + (value - row(z, s)[k]!) ** 2, 0)));
    const raw = 9 + dot(row(inputs.x, i), terms[0]!.descriptorWeights);
    const log = 3 + dot(row(inputs.sources, i), terms[1]!.sourceWeights) + 0.5 * kernel[0]! - kernel[1]!;
    return 0.25 * raw + 0.75 * Math.exp(log);
  });
  allCloseTo(latencyOf(terms, inputs), expected, 1e-12);
  allCloseTo(
    latencyOf(scaleShares(terms, 0.5), inputs),
    expected.map((value) => value / 2),
    1e-12,
  );
});

test('no weights count as zeros; models without sources need no columns', () => {
  const zeros = { ...constant, descriptorWeights: new Float64Array(3), sourceWeights: new Float64Array(2) };
  assert.deepEqual(latencyOf([constant], inputs), latencyOf([zeros], inputs));
  assert.deepEqual([...latencyOf([constant], { x: inputs.x, sources: noSources(8) })], new Array(8).fill(3));
});

test('a direction of a linear kernel becomes weights on its input', () => {
  for (const standardised of [true, false]) {
    const component = kernelComponent(inputs.x, [2, 0], { name: 'l', form: 'linear', standardised, weights: [] })!;
    const weights = Float64Array.of(0.5, 0.5, 0.5);
    const before = multiplyVector(inputs.x, weights);
    const gained = addLinear(weights, component, Float64Array.of(2, -3));
    const direct = multiplyVector(project(component, inputs.x), Float64Array.of(2, -3));
    allCloseTo(
      multiplyVector(inputs.x, weights).map((value) => value + gained),
      before.map((value, i) => value + direct[i]!),
      1e-12,
    );
  }
});

test('all linear kernels side by side fold into weights on descriptors', () => {
  const all = cells(25);
  const view = linearView(all);
  assert.equal(linearView(all), view);
  const linear = all.components.filter(({ form }) => form === 'linear');
  assert.equal(
    view.z.cols,
    linear.reduce((sum, { columns }) => sum + columns.length, 0),
  );
  closeTo(dot(view.z.data, view.z.data) / 25, linear.length, 1e-10);
  const direction = normalMatrix(view.z.cols, 1).data;
  const { weights, constant: height } = view.fold(direction, 5);
  allCloseTo(
    multiplyVector(all.x, weights).map((value) => value + height),
    multiplyVector(view.z, direction).map((value) => value + 5),
    1e-9,
  );
});

test('latencies are positive and keep the order of what was modelled', () => {
  const finite = fc.double({ min: -1e6, max: 1e6, noNaN: true });
  fc.assert(
    fc.property(finite, finite, fc.double({ min: 1e-6, max: 1e3, noNaN: true }), (a, b, floorMs) => {
      for (const scale of ['raw', 'log'] as const) {
        const [low, high] = [toLatency(scale, Math.min(a, b), floorMs), toLatency(scale, Math.max(a, b), floorMs)];
        assert.ok(low > 0 && low <= high && high < Infinity);
      }
      if (a >= floorMs) assert.equal(toLatency('raw', a, floorMs), a);
    }),
    { seed: 3 },
  );
  closeTo(toLatency('raw', 2 - 1e-9, 2), 2, 1e-8);
  assert.ok(toLatency('raw', -1, 2) < toLatency('raw', -0.9, 2));
});
