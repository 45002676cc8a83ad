import assert from 'node:assert/strict';
import { test } from 'node:test';
import { chooseCostModel } from '../../../main/core/cost-model/choose-cost-model.ts';
import { type CostModel, type CostModelKind, costModelKinds, type CostModelTraining } from '../../../main/core/cost-model/cost-model.ts';
import { fitCostModel } from '../../../main/core/cost-model/fit-cost-model.ts';
import { loadCostModel } from '../../../main/core/cost-model/load-cost-model.ts';
import { isLabError } from '../../../main/core/lab-error.ts';
import { createRng } from '../../../main/core/rng.ts';
import { runToEnd } from '../../../main/core/run-to-end.ts';
import { regressionScores } from '../../../main/core/stats/regression-scores.ts';
import { closeTo } from '../../helpers/close-to.ts';
import { syntheticLatencies, syntheticNetworks } from './synthetic-devices.ts';

const networks = syntheticNetworks(70);
const known = networks.slice(0, 50);
const unknown = networks.slice(50);
const allMs = syntheticLatencies(networks, 40);
const trainingMs = allMs.slice(0, 28).map((latencies) => latencies.slice(0, 50));
const newDevices = allMs.slice(28);
const signature = [3, 11, 19, 24, 37, 45];
const training: CostModelTraining = { networks: known, latencyMs: trainingMs, signature };
const signaturesMs = newDevices.map((latencies) => signature.map((network) => latencies[network]!));

const fit = (kind: CostModelKind, data: CostModelTraining = training) => runToEnd(fitCostModel(kind, data, createRng(1)));
/** Mean relative error on the new devices, on known networks outside the signature set and on unknown ones. */
function errors(model: CostModel, signatures = signaturesMs): { known: number; unknown: number } {
  const score = (places: readonly number[]) =>
    regressionScores(
      model.predict(signatures, places.map((place) => networks[place]!)).flatMap(({ latencyMs }) => [...latencyMs]), // prettier-ignore
      newDevices.flatMap((latencies) => places.map((place) => latencies[place]!)),
    ).mape!;
  const others = [...known.keys()].filter((place) => !signature.includes(place));
  return { known: score(others), unknown: score(unknown.map((_, i) => 50 + i)) };
}

test('on devices that are additive in the layers, the Gaussian model comes near the noise, and the others come in their order', (t) => {
  const scores = Object.fromEntries(costModelKinds.map((kind) => [kind, errors(fit(kind))]));
  t.diagnostic(JSON.stringify(scores));
  const { gaussian, scalar, boosting } = scores;
  const logRatio = scores['log-ratio']!;
  assert.ok(gaussian!.known < 0.025 && gaussian!.unknown < 0.03, 'the noise is 1 %');
  assert.ok(gaussian!.known < logRatio.known && gaussian!.unknown < logRatio.unknown);
  assert.ok(logRatio.known < scalar!.known && logRatio.unknown < scalar!.unknown);
  assert.ok(scalar!.known < 0.06 && boosting!.known < 0.15);
});

test('intervals hold about nine of ten measurements', () => {
  const model = fit('gaussian');
  for (const places of [[...known.keys()].filter((place) => !signature.includes(place)), unknown.map((_, i) => 50 + i)]) {
    const predictions = model.predict(signaturesMs, places.map((place) => networks[place]!)); // prettier-ignore
    const inside = predictions.flatMap(({ interval }, device) =>
      places.map((place, i) => newDevices[device]![place]! >= interval!.lowMs[i]! && newDevices[device]![place]! <= interval!.highMs[i]!),
    );
    const share = inside.filter(Boolean).length / inside.length;
    assert.ok(share > 0.82 && share < 0.98, `${share}`);
  }
});

test('every model comes back from its JSON the same to the last bit', () => {
  for (const kind of costModelKinds) {
    const model = fit(kind);
    const loaded = loadCostModel(JSON.parse(JSON.stringify(model)));
    assert.deepEqual(loaded.toJSON(), model.toJSON(), kind);
    assert.deepEqual(loaded.predict(signaturesMs, networks), model.predict(signaturesMs, networks), kind);
    assert.deepEqual(loaded.signature, signature.map((place) => known[place]!.id)); // prettier-ignore
    assert.ok(model.featureNames.length > 10);
  }
});

test('the same training data and seed give the same model', () => {
  for (const kind of costModelKinds) assert.deepEqual(fit(kind).toJSON(), fit(kind).toJSON(), kind);
});

test('where devices have measured a third of the networks each, the Gaussian model stays good', () => {
  const rng = createRng(3);
  const sparse = trainingMs.map((latencies) =>
    latencies.map((value, network) => (signature.includes(network) || rng.next() < 0.25 ? value : NaN)),
  );
  const scores = errors(fit('gaussian', { ...training, latencyMs: sparse }));
  assert.ok(scores.known < 0.04 && scores.unknown < 0.045, JSON.stringify(scores));
  for (const kind of costModelKinds) assert.ok(errors(fit(kind, { ...training, latencyMs: sparse })).known < 0.25, kind);
});

test('disturbed measurements of a new device and a training device on another planet hardly matter', () => {
  const model = fit('gaussian');
  const disturbed = signaturesMs.map((latencies) => latencies.map((value, i) => (i === 2 ? 20 * value : value)));
  const clean = errors(model);
  assert.ok(errors(model, disturbed).known < 1.5 * clean.known);
  const rng = createRng(5);
  const strange = trainingMs.map((latencies, device) =>
    device < 2 ? latencies.map((value) => value * Math.exp(rng.normal())) : latencies,
  );
  assert.ok(errors(fit('gaussian', { ...training, latencyMs: strange })).known < 1.5 * clean.known);
});

test('a signature that is measured in part is used as far as it goes', () => {
  const part = signaturesMs.map((latencies) => latencies.map((value, i) => (i < 3 ? value : NaN)));
  for (const kind of costModelKinds) {
    const found = errors(fit(kind), part);
    assert.ok(found.known < 0.2, `${kind}: ${found.known}`);
  }
  for (const kind of costModelKinds) {
    assert.throws(
      () => fit(kind).predict([signature.map(() => NaN)], known),
      (error) => isLabError(error, 'invalid-input') && error.message.includes('None of the signature'),
    );
  }
});

test('a device a thousand times slower is predicted a thousand times slower', () => {
  for (const kind of ['gaussian', 'log-ratio', 'scalar'] as const) {
    const model = fit(kind);
    const [one] = model.predict([signaturesMs[0]!], networks);
    const [slow] = model.predict([signaturesMs[0]!.map((value) => 1000 * value)], networks);
    for (let i = 0; i < networks.length; i++) closeTo(slow!.latencyMs[i]! / one!.latencyMs[i]!, 1000, 0.05, kind);
  }
});

/** Training data from which little or nothing can be learnt, and which kinds say so. */
const degenerate: readonly (readonly [string, Partial<CostModelTraining>, readonly CostModelKind[]])[] = [
  ['one device', { latencyMs: trainingMs.slice(0, 1) }, []],
  ['two equal devices', { latencyMs: [trainingMs[0]!, trainingMs[0]!] }, []],
  ['devices without measurements', { latencyMs: [...trainingMs.slice(0, 3), new Float64Array(50).fill(NaN)] }, []],
  ['constant latencies', { latencyMs: trainingMs.map((latencies) => latencies.map(() => 5)) }, []],
  ['a constant for each device', { latencyMs: trainingMs.map((latencies, device) => latencies.map(() => 1 + device)) }, []],
  ['a signature of one', { signature: [7] }, []],
  ['a signature of all', { signature: [...known.keys()] }, ['log-ratio', 'boosting']],
  ['networks with the same layers', { networks: known.map(({ id }) => ({ id, layers: known[0]!.layers })) }, []],
  ['one network', { networks: known.slice(0, 1), latencyMs: trainingMs.map((latencies) => latencies.slice(0, 1)), signature: [0] }, ['log-ratio', 'boosting']],
  ['networks that nobody has measured', { latencyMs: trainingMs.map((latencies) => latencies.map((value, i) => (i > 46 ? NaN : value))) }, []],
]; // prettier-ignore

for (const [what, change, refusing] of degenerate) {
  test(`${what}: a positive latency for every network, or a clear refusal`, () => {
    const data = { ...training, ...change };
    for (const kind of costModelKinds) {
      if (refusing.includes(kind)) {
        assert.throws(
          () => fit(kind, data),
          (error) => isLabError(error, 'invalid-input') && error.remedy !== '',
          kind,
        );
        continue;
      }
      const [prediction] = fit(kind, data).predict([data.signature.map(() => 4)], [...known, ...unknown]);
      assert.ok(prediction!.latencyMs.every((value) => value > 0 && value < Infinity), kind); // prettier-ignore
      const { lowMs, highMs } = prediction!.interval ?? { lowMs: prediction!.latencyMs, highMs: prediction!.latencyMs };
      assert.ok(lowMs.every((low, i) => low > 0 && low <= highMs[i]! && highMs[i]! < Infinity), kind); // prettier-ignore
    }
  });
}

test('training data that are not sound are refused by name', () => {
  const wrong: readonly (readonly [Partial<CostModelTraining>, RegExp])[] = [
    [{ latencyMs: [] }, /No training device/],
    [{ latencyMs: [new Float64Array(50).fill(NaN)] }, /No training device/],
    [{ latencyMs: [trainingMs[0]!.map((value, i) => (i === 4 ? -1 : value))] }, /network 4/],
    [{ latencyMs: [trainingMs[0]!.map((value, i) => (i === 4 ? Infinity : value))] }, /network 4/],
    [{ signature: [] }, /empty/],
    [{ signature: [1, 2, 1] }, /twice/],
    [{ networks: [...known.slice(0, 49), known[0]!] }, /network 0 is there twice/],
    [{ networks: [...known.slice(0, 49), { id: 'empty', layers: [] }] }, /empty has no layers/],
    [{ latencyMs: trainingMs.map((latencies) => latencies.map((value, i) => (i === signature[0] ? NaN : value))) }, /network 3/],
  ];
  for (const [change, message] of wrong) {
    for (const kind of costModelKinds) {
      assert.throws(
        () => fit(kind, { ...training, ...change }),
        (error) => isLabError(error, 'invalid-input') && message.test(error.message) && error.remedy !== '',
        `${kind} ${message}`,
      );
    }
  }
  assert.throws(
    () => fit('scalar').predict([signature.map(() => -1)], known),
    (error) => isLabError(error, 'invalid-input') && error.message.includes('network 3'),
  );
  assert.throws(
    () => fit('gaussian').predict(signaturesMs, [{ id: 'x', layers: [] }]),
    (error) => isLabError(error, 'invalid-input') && error.message.includes('x has no layers'),
  );
});

test('JSON that is none of a cost model is refused with the field', () => {
  const json = JSON.parse(JSON.stringify(fit('gaussian'))) as Record<string, unknown>;
  const wrong: readonly (readonly [unknown, RegExp])[] = [
    [null, /the model is not an object/],
    [{ ...json, kind: 'other' }, /kind is not/],
    [{ ...json, version: 2 }, /version 2/],
    [{ ...json, mean: [1] }, /mean is not a list of 50 numbers/],
    [{ ...json, signature: ['nobody'] }, /signature is not/],
    [{ ...json, covariance: (json['covariance'] as number[]).map((value) => -value) }, /covariance is not/],
    [{ ...json, deviationWeights: (json['deviationWeights'] as number[]).map(() => -1) }, /deviationWeights is not/],
    [{ ...json, intervalFactors: { known: 1 } }, /intervalFactors\.unknown is not/],
    [{ ...json, networks: [{ id: 'a', operators: [9], sizes: [] }] }, /networks\[0\]\.operators is not/],
  ];
  for (const [value, message] of wrong) {
    assert.throws(
      () => loadCostModel(value),
      (error) => isLabError(error, 'parse-failed') && message.test(error.message),
      String(message),
    );
  }
});

test('the choice says why, and compares where networks are unknown', () => {
  const choose = (purpose: 'known networks' | 'unknown networks', data: CostModelTraining = training) =>
    runToEnd(chooseCostModel(data, purpose, createRng(1)));
  assert.match(choose('known networks').reason, /known/);
  const { model, reason } = choose('unknown networks');
  assert.equal(model.kind, 'gaussian');
  assert.match(reason, /^On training devices .* gaussian is off by \d+\.\d % on average and log-ratio by \d+\.\d %\.$/);
  assert.match(choose('unknown networks', { ...training, latencyMs: trainingMs.slice(0, 3) }).reason, /too few/);
});
