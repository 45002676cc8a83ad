import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { openLab } from '../../../main/lab.ts';
import { syntheticTable } from '../../helpers/synthetic-table.ts';
import { csv } from '../table-client.ts';

const spaceId = 'nas-bench-201';

test('picks are measured on the device; the next search knows them, and drops what is no longer on the front', async (context) => {
  const folder = await mkdtemp(join(tmpdir(), 'proxylab-verify-'));
  context.after(() => rm(folder, { recursive: true, force: true }));
  let lab = openLab({ folder });
  try {
    const { client } = lab;
    await client.tables.import({ source: csv(syntheticTable(60, 2)), name: 'two', spaceId });
    const measuring = { deviceId: 'local', resolution: 8, warmup: 0, runs: 2, minimumMs: 0 };
    const running = await client.campaigns.start({ ...measuring, spaceId, samples: 40, minimumMs: 100, table: 'other' });
    // A first few of the device's own latencies, by which a model of it is adapted.
    const { id: adapting } = await client.adaptations.measure({
      table: 'two',
      proxy: 'device_0',
      target: 'here',
      most: 4,
      step: 4,
      ...measuring,
    });
    for await (const job of await client.jobs.watch()) if (job.waiting?.place === 1) break; // in its turn
    await client.campaigns.cancel({ campaignId: running.id });
    for await (const job of await client.jobs.watch()) if (job.id === adapting && job.state !== 'running') break;
    const { model } = await client.adaptations.measured({ jobId: adapting });

    const { id } = await client.searches.verify({ search: { spaceId, latency: { modelId: model.id } }, measuring, most: 3 });
    for await (const job of await client.jobs.watch()) {
      if (job.id !== id || job.endedAtMs === null) continue;
      assert.equal(job.error, null);
      break;
    }
    const { picks, before, after } = await client.searches.verified({ jobId: id });

    assert.ok(picks.length > 0 && picks.length <= 3);
    assert.ok(
      before.front.every(({ measured, within }) => measured || within! > 1),
      'by the adapted model’s own spread',
    );
    const { names, columns, values } = await client.tables.get({ table: 'two' });
    const here = values[columns.findIndex(({ name }) => name === 'here')]!;
    assert.equal(here.filter((value) => value !== null).length, 4 + picks.length);
    for (const { name, predictedMs, measuredMs, stays } of picks) {
      assert.equal(measuredMs, here[names.indexOf(name)]);
      assert.equal(predictedMs, before.front.find((point) => point.name === name)!.latencyMs);
      const still = after.front.find((point) => point.name === name);
      assert.equal(stays, still !== undefined);
      if (still) assert.deepEqual([still.latencyMs, still.measured], [measuredMs, true]);
    }
    assert.notEqual(after.modelId, before.modelId); // adapted anew, with what was measured
    assert.deepEqual(
      (await client.searches.list()).map(({ report }) => report),
      ['verification', undefined],
    );
    await lab.close();
    lab = openLab({ folder });
    assert.deepEqual(await lab.client.searches.verified({ searchId: after.id }), { picks, before, after });
  } finally {
    await lab.close();
  }
});
