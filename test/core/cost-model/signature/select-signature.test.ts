import assert from 'node:assert/strict';
import { test } from 'node:test';
import { selectSignature, type SignatureMethod, signatureMethods } from '../../../../main/core/cost-model/signature/select-signature.ts';
import { isLabError } from '../../../../main/core/lab-error.ts';
import { createRng } from '../../../../main/core/rng.ts';
import { syntheticLatencies, syntheticNetworks } from '../synthetic-devices.ts';

const latencyMs = syntheticLatencies(syntheticNetworks(30), 25);
const select = (method: SignatureMethod, from: readonly Float64Array[], size: number, seed = 1) =>
  selectSignature(method, from, size, createRng(seed));

test('every method chooses as many different networks as it is asked for, the same ones for the same seed', () => {
  for (const method of signatureMethods) {
    for (const size of [1, 7, 30]) {
      const chosen = select(method, latencyMs, size);
      assert.deepEqual([chosen.length, new Set(chosen).size], [size, size], method);
      assert.ok(chosen.every((network) => network >= 0 && network < 30));
      assert.deepEqual(select(method, latencyMs, size), chosen);
    }
    assert.deepEqual(select(method, latencyMs, 7).slice(0, 4), select(method, latencyMs, 4), `${method}: the most telling come first`);
  }
  assert.notDeepEqual(select('random', latencyMs, 7, 1), select('random', latencyMs, 7, 2));
});

test('networks that are measured too rarely are no candidates', () => {
  const sparse = latencyMs.map((latencies, device) => latencies.map((value, network) => (network < 20 && device > 5 ? NaN : value)));
  for (const method of signatureMethods) assert.ok(select(method, sparse, 10).every((network) => network >= 20), method); // prettier-ignore
  assert.throws(
    () => select('greedy', sparse, 11),
    (error) => isLabError(error, 'invalid-input') && error.message.includes('10'),
  );
});

test('what is missing does not decide', () => {
  const rng = createRng(4);
  const holed = latencyMs.map((latencies) => latencies.map((value) => (rng.next() < 0.1 ? NaN : value)));
  const [first] = select('greedy', latencyMs, 1);
  assert.ok(select('greedy', holed, 5).includes(first!));
});

test('devices that don’t differ, and a single one, leave the choice open, and one is made', () => {
  const same = [latencyMs[0]!, latencyMs[0]!, latencyMs[0]!];
  const constant = same.map((latencies) => latencies.map(() => 5));
  for (const method of signatureMethods) {
    for (const from of [same, constant, same.slice(0, 1)]) assert.equal(new Set(select(method, from, 5)).size, 5, method);
  }
});

test('sizes that cannot be are refused', () => {
  for (const size of [0, -1, 1.5, NaN, 31]) {
    assert.throws(
      () => select('greedy', latencyMs, size),
      (error) => isLabError(error, 'invalid-input'),
      String(size),
    );
  }
});
