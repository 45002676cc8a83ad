import assert from 'node:assert/strict';
import { test } from 'node:test';
import { block } from '../../../main/core/linalg/matrix.ts';
import { multiplyVector } from '../../../main/core/linalg/multiply.ts';
import { createRng } from '../../../main/core/rng.ts';
import { spearman } from '../../../main/core/stats/spearman.ts';
import { explainRobustly } from '../../../main/core/transfer/explain-robustly.ts';
import { type Explanation, explainSamples } from '../../../main/core/transfer/explain-samples.ts';
import { gpTransferOf } from '../../../main/core/transfer/gp-transfer.ts';
import { noiseOnScale } from '../../../main/core/transfer/latency-scales.ts';
import { SmallGp } from '../../../main/core/transfer/small-gp.ts';
import { kernelPrior, transferProblem } from '../../../main/core/transfer/transfer-problem.ts';
import { mixKernels } from '../../../main/core/transfer/weigh-hypotheses.ts';
import { allCloseTo, closeTo } from '../../helpers/close-to.ts';
import { cells, device, measure } from './synthetic-devices.ts';

const all = cells(60);
const { features, ...problem } = transferProblem(all, [device(all, 'a'), device(all, 'b')]);
const samples = createRng(2).sampleWithout(60, 14);
const prior = kernelPrior({ ...problem, features }, samples.length, createRng(1));
const target = device(all, 'target', 'choices', 0.01);
const latencyMs = measure(target, samples);

/** Prediction of one sample by one hypothesis from the others, refitted; a share of it that is on the logarithm's scale. */
function refitted({ kernels, noiseFactors }: Explanation, h: Explanation['hypotheses'][number], out: number): number {
  const n = samples.length;
  const rest = [...Array(n).keys()].filter((i) => i !== out);
  const data = new Float64Array(n * n);
  mixKernels(kernels, h.mixture, data, n);
  const whole = { rows: n, cols: n, data };
  const gp = new SmallGp(n - 1);
  const onScale = noiseOnScale(h.scale, latencyMs, noiseFactors);
  const factors = onScale && Float64Array.from(rest, (i) => onScale[i]!);
  assert.ok(gp.fit(block(whole, rest, rest).data, h.noise, factors));
  const fit = gp.weights(Float64Array.from(rest, (i) => (h.scale === 'log' ? Math.log(latencyMs[i]!) : latencyMs[i]!)));
  const value = fit.constant + multiplyVector(block(whole, [out], rest), fit.alpha)[0]!;
  return h.scale === 'log' ? Math.exp(value) : value;
}

test('left-out predictions are those of the hypotheses that count, refitted without the sample', () => {
  const noiseFactors = Float64Array.from(samples, (_, i) => 1 + (i % 3));
  for (const explanation of [
    explainSamples(features, prior, samples, latencyMs),
    explainSamples(features, prior, samples, latencyMs, noiseFactors),
  ]) {
    const most = Math.max(...explanation.hypotheses.map(({ probability }) => probability));
    const counting = explanation.hypotheses.filter(({ probability }) => probability >= Math.min(0.005, most));
    const total = counting.reduce((sum, { probability }) => sum + probability, 0);
    for (let out = 0; out < samples.length; out++) {
      const expected = counting.reduce((sum, one) => sum + (one.probability / total) * refitted(explanation, one, out), 0);
      closeTo(explanation.leaveOneOutMs[out], expected, 1e-8);
    }
  }
});

test('mixture and noise are means over the hypotheses', () => {
  const { hypotheses, mixture, noise } = explainSamples(features, prior, samples, latencyMs);
  closeTo(
    noise,
    hypotheses.reduce((sum, one) => sum + one.probability * one.noise, 0),
    1e-12,
  );
  allCloseTo(
    mixture,
    features.components.map((_, c) => hypotheses.reduce((sum, one) => sum + one.probability * one.mixture[c]!, 0)),
    1e-12,
  );
});

const predicted = (explain: typeof explainRobustly, values: Float64Array) =>
  gpTransferOf(features, explain(features, prior, samples, values)).latencyMs;
const meanRelativeError = (values: Float64Array) =>
  values.reduce((sum, value, i) => sum + Math.abs(value / target.latencyMs[i]! - 1) / values.length, 0);

test('one sample three times too slow hardly changes a robust explanation, whichever it is', () => {
  const clean = predicted(explainRobustly, latencyMs);
  for (let out = 0; out < samples.length; out += 3) {
    const spoilt = latencyMs.map((value, i) => (i === out ? 3 * value : value));
    const robust = predicted(explainRobustly, spoilt);
    assert.ok(meanRelativeError(robust) < 0.05, `sample ${out}: ${meanRelativeError(robust)}`);
    assert.ok(meanRelativeError(robust) < 0.5 * meanRelativeError(predicted(explainSamples, spoilt)), `sample ${out}`);
    assert.ok(spearman(robust, clean)! > 0.97, `sample ${out}`);
    const { noiseFactors } = explainRobustly(features, prior, samples, spoilt);
    assert.equal(noiseFactors!.indexOf(Math.max(...noiseFactors!)), out);
  }
});

test('below 8 samples an outlier cannot be told, and nothing is thought noisier', () => {
  const few = samples.slice(0, 7);
  const values = latencyMs.slice(0, 7).map((value, i) => (i === 3 ? 3 * value : value));
  assert.deepEqual(explainRobustly(features, prior, few, values), explainSamples(features, prior, few, values));
});
