import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fitCostModel } from '../../main/core/cost-model/fit-cost-model.ts';
import { isLabError } from '../../main/core/lab-error.ts';
import { layerRows } from '../../main/core/network/layer-features.ts';
import { writeOnnx } from '../../main/core/network/onnx/write-onnx.ts';
import { createRng } from '../../main/core/rng.ts';
import { runToEnd } from '../../main/core/run-to-end.ts';
import { mobileRandom } from '../../main/core/spaces/mobile-random.ts';
import { readCostModelFile, writeCostModelFile } from '../../main/formats/cost-model-file.ts';
import { readNetworkFile } from '../../main/formats/network-file.ts';
import { blobSource } from '../../main/formats/text-source.ts';
import { syntheticLatencies, syntheticNetworks } from '../core/cost-model/synthetic-devices.ts';

const networks = syntheticNetworks(20);
const training = { networks, latencyMs: syntheticLatencies(networks, 6), signature: [1, 8, 15] };
const model = runToEnd(fitCostModel('gaussian', training, createRng(1)));
const scalar = runToEnd(fitCostModel('scalar', training, createRng(1)));
const about = { name: 'phones', table: 'mine', spaceId: 'layered', trainingDevices: ['a', 'b', 'c', 'd', 'e', 'f'] };
const text = writeCostModelFile({ ...about, model, scalar });

test('a cost model comes back from its file, and predicts a network from an ONNX file', async () => {
  const { model: loaded, scalar: baseline, ...rest } = readCostModelFile(text);
  assert.deepEqual(rest, about);
  assert.deepEqual(baseline.predict([[4, 5, 6]], networks), scalar.predict([[4, 5, 6]], networks));
  const bytes = writeOnnx(mobileRandom.network(mobileRandom.parse('random:3:small')), { precision: 'f32', seed: 1, weights: 'constant' });
  const { network, name } = await readNetworkFile(blobSource('own.onnx', new Blob([bytes])));
  const own = [{ id: name, layers: layerRows(network) }];
  const [prediction] = loaded.predict([[4, 5, 6]], own);
  assert.deepEqual([prediction], model.predict([[4, 5, 6]], own));
  assert.ok(prediction!.interval!.lowMs[0]! < prediction!.latencyMs[0]! && prediction!.latencyMs[0]! < prediction!.interval!.highMs[0]!);
});

test('what is no cost model is refused', () => {
  const json = JSON.parse(text) as { model: object };
  for (const [wrong, message] of [
    ['no JSON', /not JSON/],
    ['{}', /not a cost model/],
    [JSON.stringify({ ...json, version: 2 }), /of this version/],
    [JSON.stringify({ ...json, model: { ...json.model, mean: 'x' } }), /mean is not/],
    [
      JSON.stringify({ ...json, scalar: runToEnd(fitCostModel('scalar', { ...training, signature: [1, 8] }, createRng(1))) }),
      /same signature/,
    ],
  ] as const) {
    assert.throws(
      () => readCostModelFile(wrong),
      (error) => isLabError(error, 'parse-failed') && message.test(error.message) && error.remedy !== '',
    );
  }
});
