import assert from 'node:assert/strict';
import { test } from 'node:test';
import { cholesky, choleskySolve, logDeterminant } from '../../../main/core/linalg/cholesky.ts';
import type { Matrix } from '../../../main/core/linalg/matrix.ts';
import { dot, gram, multiplyByTranspose, multiplyVector } from '../../../main/core/linalg/multiply.ts';
import { createRng } from '../../../main/core/rng.ts';
import { noiseOnScale } from '../../../main/core/transfer/latency-scales.ts';
import { type Hypothesis, mixKernels, weighHypotheses } from '../../../main/core/transfer/weigh-hypotheses.ts';
import { allCloseTo, closeTo } from '../../helpers/close-to.ts';
import { normalMatrix } from '../linalg/normal-matrix.ts';

const n = 12;
const z = [normalMatrix(n, 3), normalMatrix(n, 2)];
const kernels = z.map((rows) => multiplyByTranspose(rows, rows));
const mixtures = [Float64Array.of(1, 0), Float64Array.of(0.3, 1)];
const rng = createRng(6);
const truth = multiplyVector(z[0]!, Float64Array.of(1, 2, -1));
const latencyMs = truth.map((value) => 20 + value + 0.2 * rng.normal());

/** Of a direct multivariate t in milliseconds, up to a constant: mean and variance of the signal unknown. */
function directEvidence({ mixture, noise, scale }: Hypothesis): number {
  const y = scale === 'log' ? latencyMs.map(Math.log) : latencyMs;
  const data = new Float64Array(n * n);
  mixKernels(kernels, mixture, data, n);
  const factors = noiseOnScale(scale, latencyMs);
  for (let i = 0; i < n; i++) data[i * n + i]! += noise * (factors?.[i] ?? 1);
  const factor = cholesky({ rows: n, cols: n, data })!;
  const ones = choleskySolve(factor, new Float64Array(n).fill(1));
  const precision = ones.reduce((sum, value) => sum + value, 0);
  const residual = y.map((value) => value - dot(ones, y) / precision);
  const quadratic = dot(residual, choleskySolve(factor, residual));
  const jacobian = scale === 'log' ? -y.reduce((sum, value) => sum + value, 0) : 0;
  // The mean's prior is flat in deviations: were it flat in milliseconds, their choice as a unit would favour a scale.
  const average = y.reduce((sum, value) => sum + value / n, 0);
  const unit = Math.sqrt(y.reduce((sum, value) => sum + (value - average) ** 2 / n, 0));
  return -0.5 * (logDeterminant(factor) + Math.log(precision) + (n - 1) * Math.log(quadratic)) + jacobian - Math.log(unit);
}

test('probabilities sum to 1, and their ratios are those of the direct evidence', () => {
  const hypotheses = weighHypotheses(kernels, mixtures, latencyMs);
  closeTo(
    hypotheses.reduce((sum, { probability }) => sum + probability, 0),
    1,
    1e-12,
  );
  const known = hypotheses.filter(({ probability }) => probability > 1e-5);
  assert.ok(known.length > 5);
  assert.deepEqual(new Set(known.map(({ scale }) => scale)), new Set(['raw', 'log']));
  const offsets = known.map((hypothesis) => Math.log(hypothesis.probability) - directEvidence(hypothesis));
  for (const offset of offsets) closeTo(offset, offsets[0]!, 1e-8);
});

test('each hypothesis solves its own equations', () => {
  for (const { mixture, noise, scale, constant, alpha } of weighHypotheses(kernels, mixtures, latencyMs)) {
    const data = new Float64Array(n * n);
    const diagonal = mixKernels(kernels, mixture, data, n);
    assert.ok([0.003, 0.01, 0.03, 0.1, 0.3, 1].some((share) => share * diagonal === noise));
    const factors = noiseOnScale(scale, latencyMs);
    const signal = multiplyVector({ rows: n, cols: n, data }, alpha);
    const fitted = signal.map((value, i) => value + constant + noise * (factors?.[i] ?? 1) * alpha[i]!);
    allCloseTo(fitted, scale === 'log' ? latencyMs.map(Math.log) : latencyMs, 1e-10);
  }
});

const shareOf = (hypotheses: readonly Hypothesis[], is: (hypothesis: Hypothesis) => boolean) =>
  hypotheses.filter(is).reduce((sum, { probability }) => sum + probability, 0);

test('the kernel and the scale that made the samples are believed', () => {
  const pure = [Float64Array.of(1, 0), Float64Array.of(0, 1)];
  assert.ok(shareOf(weighHypotheses(kernels, pure, latencyMs), ({ mixture }) => mixture === pure[0]) > 0.99);
  const multiplicative = truth.map((value) => Math.exp(value + 0.05));
  assert.ok(shareOf(weighHypotheses(kernels, pure, multiplicative), ({ scale }) => scale === 'log') > 0.99);
});

test('the unit of the latencies changes nothing but the unit', () => {
  const before = weighHypotheses(kernels, mixtures, latencyMs);
  const after = weighHypotheses(
    kernels,
    mixtures,
    latencyMs.map((value) => 1000 * value),
  );
  allCloseTo(
    after.map(({ probability }) => probability),
    before.map(({ probability }) => probability),
    1e-9,
  );
});

test('priors multiply, samples thought noisy count for less', () => {
  const shares = (logPriors?: Float64Array) => {
    const alike = [Float64Array.of(1, 0), Float64Array.of(1, 0.02)];
    const hypotheses = weighHypotheses(kernels, alike, latencyMs, { logPriors });
    const first = shareOf(hypotheses, ({ mixture }) => mixture === alike[0]);
    return first / (1 - first);
  };
  closeTo(shares(Float64Array.of(1.5, 0)) / shares(), Math.exp(1.5), 1e-3);
  const spoilt = latencyMs.map((value, i) => (i === 4 ? 3 * value : value));
  const noiseFactors = Float64Array.from({ length: n }, (_, i) => (i === 4 ? 1e9 : 1));
  const most = (hypotheses: readonly Hypothesis[]) => hypotheses.reduce((best, one) => (one.probability > best.probability ? one : best));
  const { alpha } = most(weighHypotheses(kernels, mixtures, spoilt, { noiseFactors }));
  assert.ok(Math.abs(alpha[4]!) < 1e-6 * Math.max(...alpha.map(Math.abs)));
});

test('kernels are mixed by their weights; the mean diagonal comes with it', () => {
  const target = new Float64Array(9).fill(7);
  const a: Matrix = gram(normalMatrix(4, 3));
  const b: Matrix = gram(normalMatrix(5, 3));
  const diagonal = mixKernels([a, b], Float64Array.of(0.5, 2), target, 3);
  allCloseTo(
    target,
    a.data.map((value, i) => 0.5 * value + 2 * b.data[i]!),
    1e-14,
  );
  closeTo(diagonal, (target[0]! + target[4]! + target[8]!) / 3, 1e-14);
});
