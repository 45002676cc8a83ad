import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createRng } from '../../../main/core/rng.ts';
import { spearman } from '../../../main/core/stats/spearman.ts';
import { adaptBestProxies } from '../../../main/core/transfer/adapted-proxies.ts';
import { automaticTransfer } from '../../../main/core/transfer/automatic-transfer.ts';
import { bestProxy } from '../../../main/core/transfer/best-proxy.ts';
import { ensembleTransfer } from '../../../main/core/transfer/ensemble-transfer.ts';
import { latencyOf } from '../../../main/core/transfer/latency-formula.ts';
import { adaProxyTransfer, ridgeOnCounts } from '../../../main/core/transfer/linear-transfer.ts';
import { transferProblem } from '../../../main/core/transfer/transfer-problem.ts';
import { allCloseTo, closeTo } from '../../helpers/close-to.ts';
import { cells, device, measure } from './synthetic-devices.ts';

const all = cells(60);
const near = { name: 'near', latencyMs: device(all, 'target').latencyMs.map((value) => value ** 1.2) };
const far = { name: 'far', latencyMs: device(all, 'other').latencyMs.map((value) => 100 / value) };
const problem = transferProblem(all, [far, near]);
const samples = createRng(2).sampleWithout(60, 12);
const target = device(all, 'target', 'choices', 0.01);
const latencyMs = measure(target, samples);
const request = { problem, samples, latencyMs, rng: createRng(1) };

test('the best proxy ranks the samples most alike and is brought to the target’s height by the median ratio', () => {
  const proxy = bestProxy(problem, samples, latencyMs)!;
  assert.equal(proxy.name, 'near');
  closeTo(proxy.srcc, spearman(measure(near, samples), latencyMs)!, 1e-12);
  closeTo(spearman(proxy.latencyMs, near.latencyMs), 1, 1e-12);
  const ratios = samples.map((row, i) => Math.log(latencyMs[i]! / near.latencyMs[row]!)).sort((a, b) => a - b);
  const factor = Math.exp((ratios[5]! + ratios[6]!) / 2);
  allCloseTo(
    proxy.latencyMs,
    near.latencyMs.map((value) => factor * value),
    1e-10,
  );
  assert.deepEqual(latencyOf(proxy.terms, problem.features.inputs), proxy.latencyMs);
  assert.equal(bestProxy(transferProblem(all, []), samples, latencyMs), undefined);
  const withoutFirst = bestProxy(problem, samples.slice(1), latencyMs.slice(1))!;
  closeTo(proxy.leaveOneOutMs[0], withoutFirst.latencyMs[samples[0]!]!, 1e-10);
});

test('adapted proxies come the best first, are a formula on descriptors and follow the target', () => {
  const adapted = adaptBestProxies(problem, samples, latencyMs);
  assert.deepEqual(adapted.proxies, ['near', 'far']);
  assert.deepEqual(latencyOf(adapted.terms, problem.features.inputs), adapted.latencyMs);
  assert.ok(spearman(adapted.latencyMs, target.latencyMs)! > 0.95);
  const five = transferProblem(
    all,
    ['a', 'b', 'c', 'd', 'e'].map((name) => device(all, name)),
  );
  assert.equal(adaptBestProxies(five, samples, latencyMs).proxies.length, 4);
});

test('the ensemble’s weights sum to 1; formula, latencies and left-out samples are the same mixture', () => {
  const fit = ensembleTransfer(request);
  assert.equal(fit.model.kind, 'formula');
  const { terms } = fit.model;
  closeTo(
    terms.reduce((sum, { share }) => sum + share, 0),
    1,
    1e-12,
  );
  allCloseTo(latencyOf(terms, problem.features.inputs), fit.latencyMs, 1e-10);
  const percents = [...fit.chosen.matchAll(/(\d+) %/g)].map(([, percent]) => Number(percent));
  assert.equal(percents.length, 3);
  assert.ok(Math.abs(percents.reduce((sum, percent) => sum + percent, 0) - 100) <= 1);
  assert.ok(fit.leaveOneOutMs.every((value, i) => Math.abs(value / latencyMs[i]! - 1) < 0.2));
});

test('auto takes a twin as it is where leaving out samples shows that it is better, and says so', () => {
  // No descriptor explains these latencies, only the twin's do.
  const rng = createRng(8);
  const strange = { name: 'twin', latencyMs: Float64Array.from({ length: 60 }, () => 5 + 20 * rng.next()) };
  const twins = transferProblem(all, [strange, device(all, 'a')]);
  const values = measure(strange, samples).map((value) => 3 * value);
  const fit = automaticTransfer({ ...request, problem: twins, latencyMs: values });
  assert.ok(spearman(fit.latencyMs, strange.latencyMs)! > 0.99);
  assert.match(fit.chosen, /^none: twin as it is/);
  const usual = automaticTransfer(request);
  assert.match(usual.chosen, /^ensemble/);
  assert.match(usual.reason, /not clearly better/);
});

test('AdaProxy takes the best proxy; of two encodings the one that predicts left-out samples better', () => {
  const published = adaProxyTransfer('adaproxy', request);
  assert.equal(published.chosen, 'near');
  assert.ok(published.model.kind === 'predictor' && published.model.encoding === 'one-hot');
  const { model, latencyMs: predicted, reason } = adaProxyTransfer('adaproxy-loo', request);
  assert.ok(model.kind === 'predictor' && ['live', 'counts'].includes(model.encoding));
  assert.match(reason, new RegExp(`encoding ${model.encoding}`));
  assert.ok(spearman(predicted, target.latencyMs)! > 0.9);
});

test('ridge on counts knows no source', () => {
  assert.deepEqual(ridgeOnCounts(request).latencyMs, ridgeOnCounts({ ...request, problem: transferProblem(all, []) }).latencyMs);
});
