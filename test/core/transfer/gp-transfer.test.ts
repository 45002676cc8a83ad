import assert from 'node:assert/strict';
import { test } from 'node:test';
import { cholesky, choleskySolve } from '../../../main/core/linalg/cholesky.ts';
import { block, selectRows } from '../../../main/core/linalg/matrix.ts';
import { dot, multiplyVector } from '../../../main/core/linalg/multiply.ts';
import { squaresOfRows } from '../../../main/core/linalg/squared-distances.ts';
import { GaussianProcess } from '../../../main/core/predictors/gp/gaussian-process.ts';
import { standardisedRows } from '../../../main/core/predictors/gp/covariance.ts';
import { createRng } from '../../../main/core/rng.ts';
import { mean } from '../../../main/core/stats/summary.ts';
import { type Explanation, explainSamples } from '../../../main/core/transfer/explain-samples.ts';
import { gpTransfer, gpWithoutSources } from '../../../main/core/transfer/gp-methods.ts';
import { gpTransferOf } from '../../../main/core/transfer/gp-transfer.ts';
import { kernelMatrix } from '../../../main/core/transfer/kernel-component.ts';
import { latencyOf } from '../../../main/core/transfer/latency-formula.ts';
import { noiseOnScale } from '../../../main/core/transfer/latency-scales.ts';
import { kernelPrior, transferProblem } from '../../../main/core/transfer/transfer-problem.ts';
import { allCloseTo, closeTo } from '../../helpers/close-to.ts';
import { cells, device, measure } from './synthetic-devices.ts';

const all = cells(50);
const problem = transferProblem(all, [device(all, 'a'), device(all, 'b')]);
const { features } = problem;
const samples = createRng(2).sampleWithout(50, 12);
const latencyMs = measure(device(all, 'target', 'choices', 0.02), samples);
const prior = kernelPrior(problem, samples.length, createRng(1));
const everything = [...Array(50).keys()];

/** The explanation with a single hypothesis, as if nothing else were thinkable. */
function only(explanation: Explanation, hypothesis: Explanation['hypotheses'][number]): Explanation {
  const { mixture, noise } = hypothesis;
  return { ...explanation, hypotheses: [{ ...hypothesis, probability: 1 }], mixture, noise };
}

test('for one hypothesis it is the posterior of the dense covariance, radial kernels and all', () => {
  const explanation = explainSamples(features, prior, samples, latencyMs);
  const raw = explanation.hypotheses.filter(({ scale }) => scale === 'raw').slice(0, 12);
  assert.ok(raw.some(({ mixture }) => features.components.some(({ form }, c) => form === 'radial' && mixture[c]! > 0)));
  for (const hypothesis of raw) {
    const { mixture, noise, signalVariance } = hypothesis;
    const covariance = { rows: 50, cols: 50, data: new Float64Array(2500) };
    features.components.forEach((component, c) => {
      kernelMatrix(component, features.projected[c]!, features.projected[c]!).data.forEach(
        (value, i) => (covariance.data[i]! += mixture[c]! * value),
      );
    });
    const observed = block(covariance, samples, samples);
    const factors = noiseOnScale('raw', latencyMs)!;
    for (let i = 0; i < samples.length; i++) observed.data[i * samples.length + i]! += noise * factors[i]!;
    const factor = cholesky(observed)!;
    const ones = choleskySolve(factor, new Float64Array(samples.length).fill(1));
    const precision = ones.reduce((sum, value) => sum + value, 0);
    const constant = dot(ones, latencyMs) / precision;
    const alpha = choleskySolve(
      factor,
      latencyMs.map((value) => value - constant),
    );
    const meanSquare = mean(latencyMs.map((value) => value ** 2));
    const between = block(covariance, everything, samples);
    const fit = gpTransferOf(features, only(explanation, hypothesis));
    allCloseTo(
      fit.latencyMs,
      multiplyVector(between, alpha).map((value) => value + constant),
      1e-8,
    );
    for (const i of [0, 17, 49]) {
      const k = between.data.slice(i * samples.length, (i + 1) * samples.length);
      const variance = covariance.data[i * 51]! - dot(k, choleskySolve(factor, k)) + (1 - dot(ones, k)) ** 2 / precision;
      const noiseOfRow = (noise * fit.latencyMs[i]! ** 2) / meanSquare;
      closeTo(fit.standardDeviationMs[i], Math.sqrt(signalVariance * (variance + noiseOfRow)), 1e-8);
    }
  }
});

test('with one linear kernel it is the Gaussian process of the predictors, on the scale where noise is the same everywhere', () => {
  const totals = features.components.findIndex(({ name }) => name === 'linear totals');
  const mixtures = [Float64Array.from(features.components, (_, c) => Number(c === totals))];
  const explanation = explainSamples(features, { mixtures, logPriors: new Float64Array(1) }, samples, latencyMs);
  const z = features.projected[totals]!;
  const logs = latencyMs.map(Math.log);
  const average = mean(logs);
  for (const hypothesis of explanation.hypotheses.filter(({ scale }) => scale === 'log')) {
    const rows = standardisedRows(selectRows(z, samples), 1);
    const shape = { linearShare: 1, lengthScale: 1, noise: hypothesis.noise };
    const reference = new GaussianProcess(
      rows,
      logs.map((value) => value - average),
      shape,
    ).predict(z);
    assert.deepEqual(rows.squares, squaresOfRows(selectRows(z, samples)));
    allCloseTo(
      gpTransferOf(features, only(explanation, hypothesis)).latencyMs.map(Math.log),
      reference.mean.map((value) => value + average),
      1e-8,
    );
  }
});

test('the formula’s value on the population is the fit’s, shares sum to 1', () => {
  for (const method of [gpTransfer, gpWithoutSources]) {
    const fit = method({ problem, samples, latencyMs, rng: createRng(1) });
    assert.deepEqual(latencyOf(fit.model.terms, features.inputs), fit.latencyMs);
    closeTo(
      fit.model.terms.reduce((sum, { share }) => sum + share, 0),
      1,
      1e-12,
    );
  }
});

test('without sources none is in the formula', () => {
  const { terms } = gpWithoutSources({ problem, samples, latencyMs, rng: createRng(1) }).model;
  for (const { sourceWeights, radial } of terms) {
    assert.equal(sourceWeights.length, 0);
    assert.ok(radial.every(({ input }) => input === 'x'));
  }
});

test('what is measured is surer than what is not', () => {
  const { standardDeviationMs, latencyMs: predicted } = gpTransfer({ problem, prior, samples, latencyMs, rng: createRng(1) });
  const known = new Set(samples);
  const mean = (rows: number[]) => rows.reduce((sum, i) => sum + standardDeviationMs[i]! / predicted[i]! / rows.length, 0);
  assert.ok(mean(samples) < mean(everything.filter((i) => !known.has(i))));
});
