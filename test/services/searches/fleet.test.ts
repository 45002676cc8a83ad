import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import type { FleetRequest } from '../../../preload/contract/search.ts';
import { openLab } from '../../../main/lab.ts';
import { syntheticTable } from '../../helpers/synthetic-table.ts';

describe('searches for a fleet', () => {
  const folder = mkdtempSync(join(tmpdir(), 'proxylab-fleet-'));
  const { client, close } = openLab({ folder });
  after(async () => {
    await close();
    rmSync(folder, { recursive: true });
  });
  const usual: FleetRequest = {
    spaceId: 'nas-bench-201',
    table: 'latencies',
    proxy: 'device_0',
    targets: 'all',
    samples: 10,
    algorithm: 'nsga2',
    population: 20,
    generations: 10,
    workers: 1,
  };
  /** device_2 has but two measurements. */
  const lines = syntheticTable(80, 3).trim().split('\n');
  const content = lines.map((line, i) => (i < 3 ? line : `${line.slice(0, line.lastIndexOf(','))},`)).join('\n');

  async function ended(request: Partial<FleetRequest>) {
    const { id } = await client.searches.fleet({ ...usual, ...request });
    for await (const job of await client.jobs.watch()) if (job.id === id && job.endedAtMs !== null) return job;
    throw new Error('the jobs were closed');
  }

  it('one search, a front for every device that is measured, and what it cost to measure them', async () => {
    await client.tables.import({
      name: 'latencies',
      spaceId: 'nas-bench-201',
      source: { fileName: 'latencies.csv', content: new Blob([content]) },
    });
    const job = await ended({ secondsPerArchitecture: 36, limitMs: 14 });
    assert.equal(job.error, null);
    const { search, devices, proxyMeasurements, cost } = await client.searches.fleetResult({ jobId: job.id });
    assert.equal(job.result, search.id);
    assert.deepEqual(
      devices.map(({ target }) => target),
      ['device_1'],
    );
    const [device] = devices;
    assert.equal(device!.samples.length, 10);
    assert.ok(device!.heldOut!.rows > 40 && device!.heldOut!.predicted! > 0.6, JSON.stringify(device!.heldOut));
    assert.ok(device!.front.length > 0 && device!.front.every(({ latencyMs }) => latencyMs <= 14));
    device!.front.slice(1).forEach(({ latencyMs, accuracy }, i) => {
      assert.ok(latencyMs > device!.front[i]!.latencyMs && accuracy > device!.front[i]!.accuracy);
    });
    const measured = new Map(device!.samples.map(({ name, latencyMs }) => [name, latencyMs]));
    for (const { name, latencyMs, ...point } of device!.front) {
      if (point.measured) assert.equal(latencyMs, measured.get(name));
      else assert.ok(point.within! > 1, 'by the adapted model’s own spread');
    }
    assert.deepEqual([proxyMeasurements, cost], [80, { measurements: 90, perDeviceMeasurements: 160, hours: 0.9, perDeviceHours: 1.6 }]);
    assert.deepEqual(await client.searches.fleetResult({ searchId: search.id }), await client.searches.fleetResult({ jobId: job.id }));
    assert.equal((await client.searches.get({ searchId: search.id })).report, 'fleet');
    const kept = await client.searches.get({ searchId: device!.searchId! });
    assert.deepEqual([kept.front, kept.target, kept.modelId], [device!.front, 'device_1', device!.modelId]);
  });

  it('what cannot be searched for is said before any work', async () => {
    const refused = async (request: Partial<FleetRequest>, code: string, sentence: RegExp) => {
      const { error } = await ended(request);
      assert.equal(error!.code, code);
      assert.match(error!.message, sentence);
    };
    const before = await client.searches.list();
    await refused({ targets: ['device_2'] }, 'invalid-input', /“device_2” has 2 measurements/);
    await refused({ targets: ['device_9'] }, 'not-found', /no device “device_9”/);
    await refused({ targets: ['device_0'] }, 'invalid-input', /No device of latencies besides “device_0”/);
    assert.deepEqual(await client.searches.list(), before);
  });

  it('a limit that a device cannot keep leaves its front empty, and says nothing against the others', async () => {
    const job = await ended({ limitMs: 0.001 });
    const { devices, cost } = await client.searches.fleetResult({ jobId: job.id });
    assert.deepEqual([devices[0]!.front, devices[0]!.searchId, cost.hours], [[], null, null]);
  });
});
