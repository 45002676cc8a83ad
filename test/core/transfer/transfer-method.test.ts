import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isLabError } from '../../../main/core/lab-error.ts';
import { loadPredictor } from '../../../main/core/predictors/load-predictor.ts';
import { createRng } from '../../../main/core/rng.ts';
import { nasBench201 } from '../../../main/core/spaces/nas-bench-201.ts';
import { median } from '../../../main/core/stats/quantiles.ts';
import { spearman } from '../../../main/core/stats/spearman.ts';
import { mean } from '../../../main/core/stats/summary.ts';
import { type Population, population } from '../../../main/core/transfer/population.ts';
import { savedTransfer } from '../../../main/core/transfer/saved-transfer.ts';
import type { SourceDevice } from '../../../main/core/transfer/source-features.ts';
import type { TransferFit } from '../../../main/core/transfer/transfer-fit.ts';
import { transferMethods as offeredMethods } from '../../../preload/contract/transfer-methods.ts';
import { fitTransfer, type TransferMethod, transferMethods } from '../../../main/core/transfer/transfer-method.ts';
import { kernelPrior, type TransferProblem, transferProblem } from '../../../main/core/transfer/transfer-problem.ts';
import { cells, device, measure, withOnly } from './synthetic-devices.ts';

const all = cells(32);
const sources = ['a', 'b'].map((name) => device(all, name));
const target = device(all, 'target');
const samples = createRng(3).sampleWithout(32, 8);
const measured = measure(target, samples);
const none: readonly TransferMethod[] = [];
const linear: readonly TransferMethod[] = ['none', 'ridge-counts', 'adaproxy', 'adaproxy-loo'];
const withoutSource: readonly TransferMethod[] = ['none', 'adaproxy', 'adaproxy-loo', 'ensemble'];

interface Given {
  readonly of?: Population;
  readonly sources?: readonly SourceDevice[];
  readonly samples?: readonly number[];
  readonly latencyMs?: Float64Array;
}

/** Every method either refuses as it is expected to, or gives finite numbers for all architectures, also as a saved model. */
function answers(given: Given, refusing: readonly TransferMethod[], refusal = /./): void {
  const { of = all, samples: rows = samples, latencyMs = measured } = given;
  const problem = transferProblem(of, given.sources ?? sources);
  const prior = refusing.includes('gp') ? undefined : kernelPrior(problem, rows.length, createRng(1));
  for (const method of transferMethods) {
    const fit = () => fitTransfer(method, { problem, samples: rows, latencyMs, rng: createRng(1), ...(prior ? { prior } : {}) });
    if (refusing.includes(method)) {
      assert.throws(fit, (error) => isLabError(error, 'invalid-input') && refusal.test(error.message), method);
    } else {
      checkNumbers(problem, fit(), latencyMs, method);
    }
  }
}

function checkNumbers(problem: TransferProblem, fit: TransferFit, latencyMs: Float64Array, method: string): void {
  const isPositive = (values: Float64Array | undefined, what: string) =>
    assert.ok(values === undefined || values.every((value) => value > 0 && value < Infinity), `${method}: ${what}`);
  // The linear methods predict as published, also below 0.
  if (fit.model.kind === 'formula') isPositive(fit.latencyMs, 'latencies');
  assert.ok(fit.latencyMs.every(Number.isFinite) && fit.latencyMs.length === problem.population.architectures.length, method);
  isPositive(fit.standardDeviationMs, 'standard deviations');
  isPositive(fit.leaveOneOutMs, 'left-out samples');
  const { encoding, predictor } = savedTransfer(problem, fit, latencyMs);
  if (encoding !== 'descriptors') return;
  const { mean, standardDeviation } = loadPredictor(JSON.parse(JSON.stringify(predictor))).predict(problem.population.x);
  isPositive(mean, 'saved model');
  isPositive(standardDeviation, 'its standard deviations');
}

/** No problem comes of it. */
function refusedSources(given: readonly SourceDevice[], sentence: RegExp): void {
  assert.throws(
    () => transferProblem(all, given),
    (error) => isLabError(error, 'invalid-input') && sentence.test(error.message),
  );
}

const changed = (source: SourceDevice, latencyMs: number): SourceDevice => ({
  name: 'e',
  latencyMs: source.latencyMs.map((value, row) => (row === 4 ? latencyMs : value)),
});
const replaced = (place: number, latencyMs: number) => measured.map((value, i) => (i === place ? latencyMs : value));

test('fronts and science know the same methods', () => {
  assert.deepEqual(offeredMethods, transferMethods);
});

test('devices that are linear in the descriptors are ranked as they are', () => {
  answers({}, none);
  const problem = transferProblem(all, sources);
  const targets = Array.from({ length: 6 }, (_, place) => device(all, `target ${place + 1}`));
  // Eight cells alone hardly tell whether edges cost time that lead nowhere; sources tell.
  const expected = (method: TransferMethod) => (linear.includes(method) ? 0.8 : method === 'gp-no-source' ? 0.85 : 0.95);
  for (const method of transferMethods) {
    const srcc = targets.map((one) => {
      const { latencyMs } = fitTransfer(method, { problem, samples, latencyMs: measure(one, samples), rng: createRng(1) });
      return spearman(latencyMs, one.latencyMs)!;
    });
    assert.ok(mean(srcc) > expected(method), `${method}: ${srcc.join(', ')}`);
  }
});

test('the same seed gives the same bits', () => {
  for (const method of transferMethods) {
    const fits = [1, 2].map(() =>
      fitTransfer(method, { problem: transferProblem(all, sources), samples, latencyMs: measured, rng: createRng(5) }),
    );
    assert.deepEqual(fits[0]!.latencyMs, fits[1]!.latencyMs, method);
    assert.deepEqual(JSON.stringify(fits[0]!.model), JSON.stringify(fits[1]!.model), method);
  }
});

test('more samples than a Gaussian process can be fitted to in a sensible time are refused', () => {
  const many = cells(520);
  const rows = Array.from({ length: 501 }, (_, i) => i);
  const problem = transferProblem(many, []);
  const request = { problem, samples: rows, latencyMs: measure(device(many, 'target'), rows), rng: createRng(1) };
  assert.throws(() => fitTransfer('auto', request), /takes 500 samples at most, there are 501/);
  assert.equal(fitTransfer('ridge-counts', request).latencyMs.length, 520);
});

test('with many samples the most probable mixtures alone are tried', () => {
  const problem = transferProblem(all, sources);
  const counts = [20, 100, 200, 500].map((count) => kernelPrior(problem, count, createRng(1)));
  assert.deepEqual(
    counts.map(({ mixtures, logPriors }) => [mixtures.length, logPriors.length]),
    [160, 160, 40, 12].map((count) => [count, count]),
  );
});

test('too few samples are refused, from three on there is an answer', () => {
  for (const count of [0, 1, 2]) {
    answers({ samples: samples.slice(0, count), latencyMs: measured.slice(0, count) }, transferMethods, /At least 3 samples/);
  }
  for (const count of [3, 4, 5]) answers({ samples: samples.slice(0, count), latencyMs: measured.slice(0, count) }, none);
});

test('all architectures may be samples', () => {
  const rows = [...Array(32).keys()];
  answers({ samples: rows, latencyMs: measure(target, rows) }, none);
});

test('latencies that are all the same are refused, nearly all the same are not', () => {
  answers({ latencyMs: measured.map(() => 5) }, transferMethods, /All 8 samples have the same latency/);
  answers({ latencyMs: measured.map((_, i) => (i === 0 ? 5 : 7)) }, none);
  answers({ latencyMs: measured.map((value) => (value > median(measured) ? 2 : 1)) }, none);
  answers({ latencyMs: measured.map((_, i) => 5 + i * 1e-13) }, none);
});

test('latencies that cannot be any are refused with their place', () => {
  for (const value of [NaN, -1, 0, Infinity, -Infinity, 1e-300, 1e300]) {
    answers({ latencyMs: replaced(2, value) }, transferMethods, /^Sample 3 has the latency/);
  }
  for (const value of [1e-9, 1e12]) answers({ latencyMs: replaced(2, value) }, none);
  answers({ latencyMs: measured.map((_, i) => 10 ** (2 * i - 8)) }, none);
});

test('a sample twice is refused; rows that are none are a bug', () => {
  answers({ samples: [...samples.slice(1), samples[1]!] }, transferMethods, /among the samples twice/);
  const problem = transferProblem(all, sources);
  for (const row of [-1, 32, 1.5, NaN]) {
    const request = { problem, samples: [...samples.slice(1), row], latencyMs: measured, rng: createRng(1) };
    for (const method of transferMethods) assert.throws(() => fitTransfer(method, request), RangeError, method);
  }
  assert.throws(() => fitTransfer('gp', { problem, samples, latencyMs: measured.slice(1), rng: createRng(1) }), RangeError);
});

test('one source is enough, without any the methods that need one say so', () => {
  answers({ sources: sources.slice(0, 1) }, none);
  answers({ sources: [] }, withoutSource, /needs a source device/);
  const { chosen, reason } = fitTransfer('auto', {
    problem: transferProblem(all, []),
    samples,
    latencyMs: measured,
    rng: createRng(1),
  });
  assert.equal(chosen, 'gp-no-source');
  assert.match(reason, /no source/);
});

test('a source that is the same for all architectures counts as none', () => {
  const constant = { name: 'k', latencyMs: target.latencyMs.map(() => 3) };
  const withGaps = { ...withOnly(constant, [...Array(20).keys()]), name: 'with gaps' };
  answers({ sources: [...sources, constant] }, none);
  answers({ sources: [...sources, withGaps] }, none);
  answers({ sources: [constant] }, withoutSource, /whose latencies differ/);
  assert.deepEqual(transferProblem(all, [constant, ...sources, withGaps]).sources.names, ['a', 'b']);
});

test('sources with gaps are filled, with too few measurements they are refused by name', () => {
  const partly = (rows: number) => withOnly(device(all, 'e'), [...Array(rows).keys()]);
  for (const rows of [12, 28]) answers({ sources: [...sources, partly(rows)] }, none);
  answers({ sources: [partly(12)] }, none);
  for (const rows of [0, 5, 9]) refusedSources([...sources, partly(rows)], new RegExp(`source “e” has ${rows} measurements, too few`));
});

test('sources that cannot be used are refused by name', () => {
  for (const value of [-1, 0, Infinity, 1e-300, 1e300])
    refusedSources([sources[1]!, changed(sources[0]!, value)], /source “e” has the latency/);
  refusedSources([sources[0]!, { ...sources[1]!, name: 'a' }], /Two sources are called “a”/);
  assert.throws(() => transferProblem(all, [{ name: 'a', latencyMs: sources[0]!.latencyMs.slice(1) }]), RangeError);
});

test('sources of any plausible height and range are understood', () => {
  for (const factor of [1e-9, 1e10]) {
    const scaled = { name: 'x', latencyMs: sources[0]!.latencyMs.map((value) => factor * value) };
    answers({ sources: [scaled, sources[1]!] }, none);
  }
  const wide = { name: 'w', latencyMs: target.latencyMs.map((_, i) => 10 ** (-9 + (20 * i) / 32)) };
  answers({ sources: [wide, sources[1]!] }, none);
  answers({ sources: [withOnly(wide, [...Array(20).keys()])] }, none);
});

test('sources may be alike, equal to the target, or its opposite', () => {
  answers({ sources: ['a', 'b', 'c'].map((name) => ({ ...sources[0]!, name })) }, none);
  answers({ sources: [...sources, { ...target, name: 'twin' }] }, none);
  answers({ sources: [{ ...target, name: 'twin' }] }, none);
  answers({ sources: [{ name: 'opposite', latencyMs: target.latencyMs.map((value) => 100 / value) }] }, none);
});

test('architectures that are all the same leave nothing to learn', () => {
  const same = population(nasBench201, new Array<readonly number[]>(20).fill(all.architectures[5]!));
  const noisy = { name: 'noisy', latencyMs: Float64Array.from({ length: 20 }, (_, i) => 2 + 0.01 * (i % 3)) };
  const given = { of: same, samples: [0, 1, 2, 3, 4], latencyMs: Float64Array.of(1, 2, 3, 4, 5) };
  answers(
    { ...given, sources: [] },
    transferMethods.filter((method) => method !== 'ridge-counts'),
    /the same: there is nothing|needs a source/,
  );
  // A source that tells equal architectures apart is taken at its word by those that see sources alone.
  answers({ ...given, sources: [noisy] }, ['auto', 'gp-no-source', 'ensemble'], /the same: there is nothing/);
  answers(
    { ...given, sources: [withOnly(noisy, [...Array(12).keys()])] },
    ['auto', 'gp-no-source', 'ensemble'],
    /the same: there is nothing/,
  );
});

test('more samples than different architectures, agreeing or not', () => {
  const few = population(
    nasBench201,
    Array.from({ length: 40 }, (_, i) => all.architectures[i % 4]!),
  );
  const rows = [...Array(12).keys()];
  const given = { of: few, samples: rows, sources: [device(few, 'a'), device(few, 'b', 'choices', 0.02)] };
  answers({ ...given, latencyMs: measure(device(few, 'target'), rows) }, none);
  answers({ ...given, latencyMs: measure(device(few, 'target', 'choices', 0.05), rows) }, none);
  answers({ ...given, sources: [], latencyMs: measure(device(few, 'target'), rows) }, withoutSource);
  answers({ ...given, samples: [0, 4, 8, 12], latencyMs: Float64Array.of(1, 2, 3, 4) }, none);
});

test('architectures that only weak kernels tell apart', () => {
  // The same operators on the same levels, from and to the same nodes: only single genes differ.
  const twins = population(
    nasBench201,
    Array.from({ length: 12 }, (_, i) => (i % 2 ? [0, 2, 3, 3, 2, 1] : [0, 3, 2, 2, 3, 1])),
  );
  const source = { name: 'a', latencyMs: Float64Array.from({ length: 12 }, (_, i) => 2 + (i % 2)) };
  answers({ of: twins, sources: [source], samples: [0, 1, 2, 3, 4], latencyMs: Float64Array.of(1, 2, 1, 2, 1) }, none);
});
