import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { NetworkFolder } from '../../../main/bench/network-folder.ts';
import { brand } from '../../../main/core/brand.ts';
import { openLab } from '../../../main/lab.ts';
import { writeOnnx } from '../../../main/core/network/onnx/write-onnx.ts';
import { mobileRandom } from '../../../main/core/spaces/mobile-random.ts';
import type { CostModelFitRequest } from '../../../preload/contract/cost-model.ts';
import type { Job } from '../../../preload/contract/job.ts';
import { latencyCsv, networkLines, syntheticLatencies, syntheticNetworks } from '../../core/cost-model/synthetic-devices.ts';
import { labFailure } from '../table-client.ts';

const networks = syntheticNetworks(24);
const latencies = syntheticLatencies(networks, 9);
// The last phone has measured the signature alone, most of which is not known yet: seven networks.
const sparse = latencies.map((values, device) => (device < 8 ? values : values.map((ms, network) => (network % 4 === 0 ? ms : NaN))));
const csv = latencyCsv(networks, sparse).replaceAll('NaN', '');
const file = (fileName: string, content: string | Uint8Array<ArrayBuffer>) => ({ fileName, content: new Blob([content]) });
const layers = file('networks.jsonl', networkLines(networks));

const folder = mkdtempSync(join(tmpdir(), 'proxylab-cost-'));
let lab = openLab({ folder });
after(async () => {
  await lab.close();
  rmSync(folder, { recursive: true, force: true });
});

async function ended(started: Job): Promise<Job> {
  for await (const job of await lab.client.jobs.watch()) if (job.id === started.id && job.endedAtMs !== null) return job;
  throw new Error('the jobs were closed');
}

async function fit(request: Partial<CostModelFitRequest> = {}): Promise<string> {
  const job = await ended(
    await lab.client.costModels.fit({ table: 'phones', signatureSize: 5, sizes: [2], method: 'gaussian', workers: 1, ...request }),
  );
  assert.equal(job.error, null);
  return job.result!;
}

test('a table of networks that only their layers tell is imported with these, or not at all', async () => {
  const table = { name: 'phones', spaceId: 'layered', source: file('latency.csv', csv) };
  assert.match((await labFailure(lab.client.tables.import(table))).message, /need a file with their layers/);
  const strange = file('networks.jsonl', networkLines(syntheticNetworks(2)).replaceAll('network ', 'other '));
  assert.match(
    (await labFailure(lab.client.tables.import({ ...table, layers: strange }))).message,
    /networks\.jsonl.*none of the networks/,
  );
  assert.deepEqual(await lab.client.tables.list(), []);
  const summary = await lab.client.tables.import({ ...table, layers });
  assert.deepEqual([summary.architectures, summary.columns.length], [24, 9]);
  const space = { ...table, name: 'other', spaceId: 'mobile-random', layers };
  assert.match((await labFailure(lab.client.tables.import(space))).message, /follow from their names/);
});

let modelId = '';

test('a cost model is checked on devices that were left out, beside the scalar, and survives a restart', async () => {
  modelId = await fit();
  const curve = (id: string) => lab.client.costModels.get({ modelId: id }).then((detail) => detail.curve);
  assert.deepEqual(await curve(await fit({ workers: 2 })), await curve(modelId));
  await lab.close();
  lab = openLab({ folder });
  const model = await lab.client.costModels.get({ modelId });
  assert.deepEqual(
    [model.table, model.kind, model.trainingDevices, model.networks, model.signature.length],
    ['phones', 'gaussian', 8, 24, 5],
  );
  assert.ok(model.heldOut!.model.mape < model.heldOut!.scalar.mape);
  assert.deepEqual([model.heldOut!.devices, model.heldOut!.folds], [8, 8]);
  assert.deepEqual(model.curve.map(({ size, model: of }) => [size, of.mape.length]), [[2, 8], [5, 8]]); // prettier-ignore
  assert.deepEqual(model.devices.map(({ relation }) => relation), [...Array.from({ length: 8 }, () => 'left-out'), 'new']); // prettier-ignore
});

test('a device is predicted without its own latencies, the signature apart; a new one by the model itself', async () => {
  const old = await lab.client.costModels.device({ modelId, device: 'phone 3' });
  assert.deepEqual([old.relation, old.trainingDevices, old.networks.length, old.signature.length, old.level], ['left-out', 7, 19, 5, 0.9]);
  assert.ok(old.networks.every(({ latencyMs, lowMs, highMs, measuredMs }) => lowMs! < latencyMs && latencyMs < highMs! && measuredMs! > 0));
  assert.deepEqual(old.networks.map(({ latencyMs }) => latencyMs), old.networks.map(({ latencyMs }) => latencyMs).toSorted((a, b) => a - b)); // prettier-ignore
  const inside = old.networks.filter(({ lowMs, highMs, measuredMs }) => measuredMs! >= lowMs! && measuredMs! <= highMs!).length;
  assert.equal(old.scores!.model.coverage, inside / 19);
  const fresh = await lab.client.costModels.device({ modelId, device: 'phone 8' });
  assert.deepEqual([fresh.relation, fresh.trainingDevices, fresh.networks.length], ['new', 8, 19]);
  assert.ok(fresh.networks.filter(({ measuredMs }) => measuredMs === null).length >= 12);
  assert.match((await labFailure(lab.client.costModels.device({ modelId, device: 'phone 9' }))).message, /no column “phone 9”/);
});

test('networks of ONNX files and of the table are predicted on a device of another table', async () => {
  const bytes = writeOnnx(mobileRandom.network(mobileRandom.parse('random:3:small')), { precision: 'f32', seed: 1, weights: 'constant' });
  const own = latencyCsv(networks, [latencies[8]!]).replace('phone 0', 'mine');
  const request = { modelId, device: 'mine', latencies: file('mine.csv', own), networks: ['network 7'], files: [file('own.onnx', bytes)] };
  const { predictions, signatureMeasured } = await lab.client.costModels.predict(request);
  assert.equal(signatureMeasured, 5);
  assert.deepEqual(predictions.map(({ fileName }) => fileName), [null, 'own.onnx']); // prettier-ignore
  assert.match(predictions[1]!.network, /^custom:[0-9a-f]{12}$/);
  assert.ok(predictions.every(({ latencyMs, lowMs, highMs, scalarMs }) => lowMs! < latencyMs && latencyMs < highMs! && scalarMs > 0));
  assert.ok(Math.abs(Math.log(predictions[0]!.latencyMs / latencies[8]![7]!)) < 0.5);
  assert.match(
    (await labFailure(lab.client.costModels.predict({ ...request, networks: ['network 99'] }))).message,
    /layers of the network “network 99”/,
  );
  assert.match((await labFailure(lab.client.costModels.predict({ ...request, networks: [], files: [] }))).message, /no network to predict/);
  const measuredFiles = new NetworkFolder(join(folder, 'networks'));
  measuredFiles.keep(brand(createHash('sha256').update(bytes).digest('hex')), bytes);
  const kept = await lab.client.costModels.predict({ ...request, networks: [predictions[1]!.network], files: [] });
  assert.deepEqual(kept.predictions[0], { ...predictions[1], fileName: null });
  const broken = [file('broken.onnx', 'no network')];
  assert.match((await labFailure(lab.client.costModels.predict({ ...request, files: broken }))).message, /broken\.onnx/);
  const nothing = file('none.csv', 'arch,mine\nother,5\n');
  assert.match(
    (await labFailure(lab.client.costModels.predict({ ...request, latencies: nothing }))).message,
    /None of the signature networks/,
  );
});

test('a model goes out and comes back in: the same predictions', async () => {
  const content = await (await lab.client.costModels.export({ modelId })).text();
  const back = await lab.client.costModels.import({ content });
  assert.notEqual(back.id, modelId);
  const predict = (id: string) => lab.client.costModels.predict({ modelId: id, device: 'phone 8', networks: ['network 1', 'network 7'] });
  assert.deepEqual(await predict(back.id), await predict(modelId));
  const known = await lab.client.costModels.device({ modelId: back.id, device: 'phone 3' });
  assert.deepEqual([known.relation, known.scores, known.networks.length], ['trained-on', null, 19]);
  assert.match((await labFailure(lab.client.costModels.import({ content: '{}' }))).message, /not a cost model/);
  await lab.client.costModels.remove({ modelId: back.id });
  assert.match((await labFailure(predict(back.id))).message, /no cost model/);
});

test('the architectures of a space need no layers; what cannot be fitted is refused; a fit can be cancelled', async () => {
  const names = Array.from({ length: 14 }, (_, seed) => `random:${seed}:small`);
  const rows = names.map((name, i) => `${name},${[1, 2, 3, 4].map((device) => (device * (5 + ((i * 7) % 11))).toFixed(2)).join(',')}`);
  const source = file('space.csv', `arch,a,b,c,d\n${rows.join('\n')}\n`);
  await lab.client.tables.import({ name: 'space', spaceId: 'mobile-random', source });
  const id = await fit({ table: 'space', signatureSize: 3, sizes: [], method: 'scalar' });
  assert.equal((await lab.client.costModels.get({ modelId: id })).networks, 14);
  const before = (await lab.client.costModels.list()).length;
  const refused = await ended(await lab.client.costModels.fit({ table: 'space', signatureSize: 14 }));
  assert.match(refused.error!.message, /signature set of 14 networks leaves none of 14/);
  const stopped = await lab.client.costModels.fit({ table: 'phones', workers: 1 });
  assert.equal((await lab.client.jobs.cancel({ jobId: stopped.id })).state, 'cancelled');
  assert.equal((await lab.client.costModels.list()).length, before);
  assert.match((await labFailure(lab.client.costModels.fit({ table: 'nowhere' }))).message, /no table “nowhere”/);
});
