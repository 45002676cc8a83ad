import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import { writeOnnx } from '../../main/core/network/onnx/write-onnx.ts';
import { nasBench201 } from '../../main/core/spaces/nas-bench-201.ts';
import { openLab, type Lab } from '../../main/lab.ts';
import type { Campaign, CampaignRequest } from '../../preload/contract/campaign.ts';
import { labFailure } from './table-client.ts';

const quick: CampaignRequest = { deviceId: 'local', spaceId: 'custom', warmup: 1, runs: 3, minimumMs: 0, blocks: 1, driftLimit: 1e9 };
const cells = [
  [3, 0, 0, 1, 0, 4],
  [2, 0, 0, 1, 0, 4],
];
const files = cells.map((cell) => writeOnnx(nasBench201.network(cell, { resolution: 8 }), { precision: 'f32', seed: 1 }));
const nameOf = (bytes: Uint8Array): string => `custom:${createHash('sha256').update(bytes).digest('hex').slice(0, 12)}`;

async function newFolder(context: TestContext): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'proxylab-custom-'));
  context.after(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

async function inLab<Result>(folder: string, work: (client: Lab['client']) => Promise<Result>): Promise<Result> {
  const lab = openLab({ folder });
  try {
    return await work(lab.client);
  } finally {
    await lab.close();
  }
}

async function toItsEnd(client: Lab['client'], { id: campaignId }: Campaign): Promise<Campaign> {
  let last: Campaign | undefined;
  for await (const event of await client.campaigns.watch({ campaignId })) if (event.type === 'campaign') last = event.campaign;
  assert.ok(last);
  return last;
}

test('networks from files are measured as they are, also when the files are gone', async (context) => {
  const folder = await newFolder(context);
  const path = join(folder, 'first.onnx');
  await writeFile(path, files[0]!);
  const networks = [{ path }, { fileName: 'second.onnx', content: new Blob([files[1]!]) }];
  const labFolder = join(folder, 'lab');
  await inLab(labFolder, async (client) => {
    const started = await client.campaigns.start({ ...quick, networks, table: 'mine' });
    await rm(path);
    const ended = await toItsEnd(client, started);
    assert.deepEqual([ended.state, ended.done, ended.spaceId], ['finished', 2, 'custom'], ended.message);
    assert.deepEqual(
      ended.networks.map(({ fileName }) => fileName),
      ['first.onnx', 'second.onnx'],
    );
    const table = await client.tables.get({ table: 'mine' });
    assert.deepEqual(table.names.toSorted(), files.map(nameOf).toSorted());
    assert.ok(table.values[0]!.every((value) => value !== null && value > 0));
    const csv = await client.tables.export({ table: 'mine' });
    const again = await client.tables.import({ name: 'again', spaceId: 'custom', source: { fileName: 'mine.csv', content: csv } });
    assert.equal(again.architectures, 2);
  });
  for (const bytes of files) {
    const hash = createHash('sha256').update(bytes).digest('hex');
    assert.deepEqual(new Uint8Array(await readFile(join(labFolder, 'networks', `${hash}.onnx`))), new Uint8Array(bytes));
  }
  assert.equal((await readdir(join(labFolder, 'networks'))).length, 2);
});

test('a paused campaign of files goes on in another life of the lab', async (context) => {
  const folder = await newFolder(context);
  const networks = files.map((bytes, i) => ({ fileName: `${i}.onnx`, content: new Blob([bytes]) }));
  const id = await inLab(folder, async (client) => {
    const { id: campaignId } = await client.campaigns.start({ ...quick, networks });
    await client.campaigns.pause({ campaignId });
    return campaignId;
  });
  await inLab(folder, async (client) => {
    const { state } = await client.campaigns.get({ campaignId: id });
    const ended =
      state === 'finished'
        ? await client.campaigns.get({ campaignId: id })
        : await toItsEnd(client, await client.campaigns.resume({ campaignId: id }));
    assert.deepEqual([ended.state, ended.done], ['finished', 2]);
  });
});

test('what cannot be measured together is refused before anything begins', async (context) => {
  await inLab(await newFolder(context), async (client) => {
    const int8 = writeOnnx(nasBench201.network(cells[0]!, { resolution: 8 }), { precision: 'int8', seed: 1 });
    const networks = [files[0]!, int8].map((bytes, i) => ({ fileName: `${i}.onnx`, content: new Blob([bytes]) }));
    const failures = await Promise.all([
      labFailure(client.campaigns.start({ ...quick, networks })),
      labFailure(client.campaigns.start({ ...quick, networks: networks.slice(0, 1), spaceId: 'nas-bench-201' })),
      labFailure(client.campaigns.start({ ...quick, networks: networks.slice(0, 1), resolution: 32 })),
      labFailure(client.campaigns.start({ ...quick, samples: 3 })),
      labFailure(client.campaigns.start({ ...quick, networks: [{ fileName: 'x.onnx', content: new Blob(['x']) }] })),
    ]);
    assert.deepEqual(
      failures.map(({ code }) => code),
      ['invalid-input', 'invalid-input', 'invalid-input', 'not-found', 'parse-failed'],
    );
    assert.deepEqual(await client.campaigns.list(), []);
    const content = new Blob(['arch,phone\nwrong,1\n']);
    const refused = await labFailure(client.tables.import({ name: 't', spaceId: 'custom', source: { fileName: 't.csv', content } }));
    assert.match(refused.message, /t\.csv, line 2/);
  });
});
