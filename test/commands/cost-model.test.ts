import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import type { CostModelDetail, CostPrediction } from '../../preload/contract/cost-model.ts';
import { latencyCsv, networkLines, syntheticLatencies, syntheticNetworks } from '../core/cost-model/synthetic-devices.ts';
import { proxylab, scratchFolder } from '../helpers/command-line.ts';

const networks = syntheticNetworks(20);
const latencies = syntheticLatencies(networks, 6);

test('a cost model is fitted to a table, written, and predicts an ONNX file on another device', async (context) => {
  const folder = scratchFolder(context);
  const path = (name: string): string => join(folder, name);
  const run = async (args: readonly string[]) => {
    const { exitCode, stdout, stderr } = await proxylab([...args, '--lab', path('lab'), '--json']);
    assert.equal(exitCode, 0, stderr);
    return JSON.parse(stdout) as Record<string, unknown>;
  };
  const refused = async (args: readonly string[], sentence: RegExp) => {
    const { exitCode, stdout, stderr } = await proxylab([...args, '--lab', path('lab')]);
    assert.match(stderr, sentence);
    assert.deepEqual([exitCode, stdout], [2, '']);
  };
  writeFileSync(path('phones.csv'), latencyCsv(networks, latencies.slice(0, 5)));
  writeFileSync(path('networks.jsonl'), networkLines(networks));
  writeFileSync(path('new.csv'), latencyCsv(networks, latencies.slice(5)).replace('phone 0', 'new phone'));
  await refused(['table', 'import', path('phones.csv'), '--name', 'phones', '--space', 'layered'], /need a file with their layers/);
  await run(['table', 'import', path('phones.csv'), '--name', 'phones', '--space', 'layered', '--layers', path('networks.jsonl')]);

  const fit = ['cost-model', 'fit', 'phones', '--signature-size', '4', '--sizes', '2', '--method', 'gaussian', '-o', path('model.json')];
  const { model } = (await run(fit)) as { model: CostModelDetail };
  assert.deepEqual([model.signature.length, model.trainingDevices, model.heldOut?.devices], [4, 5, 5]);
  const kept = async () => (await run(['cost-model', 'list']))['models'] as CostModelDetail[];
  assert.deepEqual((await kept()).map(({ id }) => id), [model.id]); // prettier-ignore

  await run(['arch', 'mobile-random', 'random:3:small', '--onnx', path('own.onnx')]);
  const predict = ['predict', path('model.json'), '--network', path('own.onnx')];
  const onNew = ['--device', 'new phone', '--table', path('new.csv')];
  const { predictions, signatureMeasured } = (await run([...predict, ...onNew])) as unknown as CostPrediction;
  assert.equal(signatureMeasured, 4);
  const [{ fileName, latencyMs, lowMs, highMs, scalarMs } = assert.fail()] = predictions;
  assert.equal(fileName, 'own.onnx');
  assert.ok(lowMs! < latencyMs && latencyMs < highMs! && scalarMs > 0);
  assert.equal((await kept()).length, 1);

  await refused(predict, /on which device/);
  await refused(['predict', path('model.json'), '--device', 'phone 1'], /no network to predict/);
  await refused([...predict, '--device', 'phone 9'], /no device “phone 9”/);
  await refused(['predict', path('model.json'), '--network', path('phones.csv'), ...onNew], /phones\.csv: The ONNX file is broken/);
  await refused(['cost-model', 'fit', 'phones', '--signature-size', '20'], /leaves none of 20 to predict/);
  writeFileSync(path('other.json'), '{}');
  await refused(['predict', path('other.json'), '--network', path('own.onnx')], /--network is for cost models/);
});
