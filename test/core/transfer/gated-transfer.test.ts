import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createRng } from '../../../main/core/rng.ts';
import { gatedTransfer } from '../../../main/core/transfer/gated-transfer.ts';
import { transferProblem } from '../../../main/core/transfer/transfer-problem.ts';
import { cells, device } from './synthetic-devices.ts';

const all = cells(150);
const proxy = device(all, 'proxy', 'choices', 0.02);
const samples = Array.from({ length: 20 }, (_, i) => 7 * i);
const gated = (target: Float64Array) =>
  gatedTransfer({
    problem: transferProblem(all, [proxy]),
    samples,
    latencyMs: Float64Array.from(samples, (row) => target[row]!),
    rng: createRng(1),
  });

test('a twin of the proxy takes its ranking as it is, at its own height', () => {
  const rng = createRng(5);
  const fit = gated(proxy.latencyMs.map((value) => 3 * value * (1 + 0.002 * rng.normal())));
  assert.equal(fit.advice, 'reuse');
  assert.ok(fit.srcc! > 0.99);
  const order = (values: Float64Array) => [...values.keys()].sort((a, b) => values[a]! - values[b]!);
  assert.deepEqual(order(fit.latencyMs), order(proxy.latencyMs));
  fit.latencyMs.forEach((value, row) => assert.ok(Math.abs(value / (3 * proxy.latencyMs[row]!) - 1) < 0.01));
});

test('a device with other costs is adapted to', () => {
  const fit = gated(device(all, 'other', 'choices', 0.02).latencyMs);
  assert.equal(fit.advice, 'adapt');
});

test('a strong proxy is adapted where left-out samples are predicted better so', () => {
  const fit = gated(proxy.latencyMs.map((value) => value ** 3));
  assert.ok(fit.srcc! > 0.99);
  assert.equal(fit.advice, 'adapt');
  assert.match(fit.reason, /errs less/);
});
