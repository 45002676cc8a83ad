import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isLabError } from '../../../main/core/lab-error.ts';
import { zeros } from '../../../main/core/linalg/matrix.ts';
import { loadPredictor } from '../../../main/core/predictors/load-predictor.ts';
import { createRng } from '../../../main/core/rng.ts';
import { spearman } from '../../../main/core/stats/spearman.ts';
import { savedTransfer } from '../../../main/core/transfer/saved-transfer.ts';
import { fitTransfer, type TransferMethod, transferMethods } from '../../../main/core/transfer/transfer-method.ts';
import { transferProblem } from '../../../main/core/transfer/transfer-problem.ts';
import { closeTo } from '../../helpers/close-to.ts';
import { cells, device, measure } from './synthetic-devices.ts';

const all = cells(80);
const others = cells(40, 9);
const problem = transferProblem(all, [device(all, 'a'), device(all, 'b', 'live choices')]);
const samples = createRng(2).sampleWithout(80, 10);
const target = device(all, 'target');
const latencyMs = measure(target, samples);
const fitOf = (method: TransferMethod) => fitTransfer(method, { problem, samples, latencyMs, rng: createRng(1) });
const saved = (method: TransferMethod) => savedTransfer(problem, fitOf(method), latencyMs);
const formulas = ['auto', 'none', 'gp', 'gp-no-source', 'ensemble'] as const;
const parsed = (json: unknown): unknown => JSON.parse(JSON.stringify(json));

test('a model comes back from its JSON with the same predictions, to the last bit', () => {
  for (const method of transferMethods) {
    const { encoding, predictor } = saved(method);
    const loaded = loadPredictor(parsed(predictor));
    assert.deepEqual(loaded.toJSON(), predictor.toJSON(), method);
    if (encoding === 'descriptors') assert.deepEqual(loaded.predict(others.x), predictor.predict(others.x), method);
    assert.equal(encoding === 'descriptors', (formulas as readonly string[]).includes(method), method);
  }
});

test('where sources are linear the model ranks as the fit does, and other architectures as the target does', () => {
  for (const method of formulas) {
    const { predictor } = saved(method);
    assert.ok(spearman(predictor.predict(all.x).mean, fitOf(method).latencyMs)! > 0.97, method);
    if (method !== 'none') assert.ok(spearman(predictor.predict(others.x).mean, device(others, 'target').latencyMs)! > 0.95, method);
  }
});

test('the deviation is the relative error on left-out samples', () => {
  const { leaveOneOutMs } = fitOf('gp');
  const squares = leaveOneOutMs!.map((value, i) => (value / latencyMs[i]! - 1) ** 2);
  const expected = Math.sqrt(squares.reduce((sum, value) => sum + value / squares.length, 0));
  const { mean, standardDeviation } = saved('gp').predictor.predict(others.x);
  mean.forEach((value, i) => closeTo(standardDeviation![i]! / value, expected, 1e-12));
});

test('sources of fewer than 10 measurements serve a fit, but cannot speak for other architectures', () => {
  const few = cells(8);
  const small = transferProblem(few, [device(few, 'a')]);
  const rows = [0, 2, 4, 6];
  const values = measure(device(few, 'target'), rows);
  const fit = fitTransfer('gp', { problem: small, samples: rows, latencyMs: values, rng: createRng(1) });
  assert.throws(
    () => savedTransfer(small, fit, values),
    (error) => isLabError(error, 'invalid-input') && error.message.includes('“a” has 8 measurements'),
  );
});

test('a model refuses rows of other dimensions', () => {
  assert.throws(
    () => saved('gp').predictor.predict(zeros(2, all.x.cols + 1)),
    (error) => isLabError(error, 'invalid-input'),
  );
});

type Json = Record<string, unknown>;

test('a field that is not what it should be is named', () => {
  const json = parsed(saved('ensemble').predictor) as Json & { terms: Json[]; sources: (Json & { parts: Json[] })[] };
  const term = json.terms.findIndex(({ radial }) => (radial as Json[]).length > 0);
  assert.ok(term >= 0, 'a radial kernel to spoil');
  const refused = (path: string, value: unknown) => {
    const copy = structuredClone(json) as Json;
    const steps = path.replaceAll('[', '.').replaceAll(']', '').split('.');
    const place = steps.slice(0, -1).reduce<Json>((at, step) => at[step] as Json, copy);
    place[steps.at(-1)!] = value;
    assert.throws(
      () => loadPredictor(parsed(copy)),
      (error) => isLabError(error, 'parse-failed') && error.message.includes(path),
      path,
    );
  };
  for (const path of ['featureNames', 'relativeDeviation', 'sources', 'terms', 'kind']) refused(path, 'no');
  for (const field of ['name', 'offset', 'unit', 'parts']) refused(`sources[1].${field}`, null);
  for (const field of ['scale', 'probability', 'intercept', 'weights', 'floorMs']) refused(`sources[0].parts[0].${field}`, null);
  for (const field of ['share', 'scale', 'floorMs', 'constant', 'descriptorWeights', 'sourceWeights', 'radial']) {
    refused(`terms[0].${field}`, null);
  }
  for (const field of ['input', 'name', 'sharpness', 'columns', 'centres', 'scales', 'support', 'coefficients']) {
    refused(`terms[${term}].radial[0].${field}`, null);
  }
  refused(`terms[${term}].radial[0].columns`, [-1]);
  refused(`terms[${term}].radial[0].columns`, [all.x.cols]);
  refused(`terms[${term}].radial[0].support`, [1]);
  refused('terms[0].descriptorWeights', [1, 2]);
  refused('sources[0].unit', 0);
  refused('sources[0].parts', []);
  refused('sources[0].parts[0].probability', 0);
  refused('sources[0].parts[0].floorMs', -1);
  refused('terms[0].share', Infinity);
  assert.throws(
    () => loadPredictor({ ...json, version: 2 }),
    (error) => isLabError(error, 'parse-failed') && error.message.includes('version 2'),
  );
});
