import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import type { SearchRequest, SearchResult } from '../../../preload/contract/search.ts';
import type { Job } from '../../../preload/contract/job.ts';
import { openLab } from '../../../main/lab.ts';
import { syntheticTable } from '../../helpers/synthetic-table.ts';

describe('searches', () => {
  const folder = mkdtempSync(join(tmpdir(), 'proxylab-search-'));
  const { client, close } = openLab({ folder });
  after(async () => {
    await close();
    rmSync(folder, { recursive: true });
  });
  const spaceId = 'nas-bench-201';
  const latency = { table: 'latencies', target: 'device_0' };
  const content = syntheticTable(80, 2);
  const names = content.trim().split('\n').slice(1);

  async function ended({ id }: Job): Promise<Job> {
    for await (const job of await client.jobs.watch()) if (job.id === id && job.endedAtMs !== null) return job;
    throw new Error('the jobs were closed');
  }

  async function found(request: Omit<SearchRequest, 'spaceId' | 'latency'>): Promise<SearchResult> {
    const { error, result } = await ended(await client.searches.start({ spaceId, latency, ...request }));
    assert.equal(error, null);
    return client.searches.get({ searchId: result! });
  }

  it('imports what it needs', async () => {
    await client.tables.import({ name: 'latencies', spaceId, source: { fileName: 'latencies.csv', content: new Blob([content]) } });
    const energies = names.map((line, i) => `${line.slice(0, line.indexOf(','))},${10 + (i % 7)}`);
    await client.tables.import({
      name: 'energies',
      spaceId,
      quantity: 'energy',
      source: { fileName: 'energies.csv', content: new Blob([`arch,device_0\n${energies.join('\n')}\n`]) },
    });
  });

  it('by every algorithm as a job that tells how the front grew', async () => {
    for (const algorithm of ['exhaustive', 'nsga2', 'evolution', 'random'] as const) {
      const { front, history, ...about } = await found({ algorithm, population: 20, generations: 10 });
      assert.ok(front.every(({ measured, within }) => (measured ? within === undefined : within! > 1)));
      assert.equal(about.algorithm, algorithm);
      assert.equal(history!.at(-1)!.frontSize, front.length);
      assert.ok(history!.every(({ hypervolume }, i) => i === 0 || hypervolume >= history![i - 1]!.hypervolume));
    }
  });

  it('where the time of a candidate goes, all of which its stages are; of one that was no candidate nothing', async () => {
    const { id, cloud, front } = await found({ algorithm: 'exhaustive' });
    const { name, latencyMs } = front.at(-1)!;
    const times = await client.searches.stageTimes({ searchId: id, name });
    assert.equal(times!.networks, 100);
    assert.deepEqual(times!.stages.map(({ stage }) => stage).slice(0, 3), ['stem', 'stage 1', 'reduction 1']);
    const sumMs = times!.stages.reduce((sum, stage) => sum + stage.latencyMs, 0);
    assert.ok(Math.abs(sumMs / latencyMs - 1) < 1e-9);
    assert.ok(cloud.names.includes(name));
    await assert.rejects(client.searches.stageTimes({ searchId: id, name: 'none' }), /is no candidate of this search/);
  });

  it('a network that learned from the other devices answers, beside a search', async () => {
    const { algorithm, front, comparison, limitMs } = await found({ algorithm: 'neural', generations: 8, limitMs: 12 });
    assert.deepEqual([algorithm, limitMs, comparison!.algorithm, comparison!.devices], ['neural', 12, 'exhaustive', ['device_1']]);
    assert.ok(front.length > 3 && front.every(({ latencyMs }) => latencyMs <= 12));
    front.slice(1).forEach(({ latencyMs, accuracy }, i) => {
      assert.ok(latencyMs > front[i]!.latencyMs && accuracy > front[i]!.accuracy);
    });
    const { hypervolumeRatio, answers, answerMs } = comparison!;
    assert.ok(hypervolumeRatio! > 0.6 && hypervolumeRatio! <= 1 && answers > 10 && answerMs! > 0, JSON.stringify(comparison));
    const refused = async (request: Omit<SearchRequest, 'spaceId' | 'latency'>, sentence: RegExp) => {
      const { error } = await ended(await client.searches.start({ spaceId, latency, algorithm: 'neural', ...request }));
      assert.match(error!.message, sentence);
    };
    await refused({ sizes: [{ quantity: 'params' }] }, /latency and accuracy only/);
    await refused({ accuracy: { kind: 'training-free' } }, /takes its time/);
  });

  it('keeps limits of latency and energy; where nothing meets them the error says what would', async () => {
    const energy = { table: 'energies', target: 'device_0' };
    const { front } = await found({ energy, limitMs: 12, limitMj: 13, algorithm: 'exhaustive' });
    assert.ok(front.length > 0 && front.every(({ latencyMs, energyMj }) => latencyMs <= 12 && energyMj! <= 13));
    const refused = async (request: Omit<SearchRequest, 'spaceId' | 'latency'>, sentence: RegExp) => {
      const { error } = await ended(await client.searches.start({ spaceId, latency, ...request }));
      assert.equal(error!.code, 'invalid-input');
      assert.match(error!.message, sentence);
      assert.ok(error!.remedy.length > 0);
    };
    await refused({ limitMs: 0.5 }, /No architecture is faster than 0\.5 ms; the fastest of 15625 takes about/);
    await refused({ energy, limitMj: 0.1 }, /None of 15625 architectures keeps the limit of 0\.1 mJ/);
    await refused({ limitMj: 13 }, /A limit of energy needs energies/);
    await refused({ accuracy: { kind: 'published' } }, /not made for ImageNet/);
  });

  it('sizes and further devices are objectives with a limit each', async () => {
    const { front, request } = await found({
      algorithm: 'nsga2',
      population: 40,
      generations: 15,
      sizes: [{ quantity: 'macs', limit: 60e6 }, { quantity: 'activationBytes' }],
      alsoOn: [{ latency: { table: 'latencies', target: 'device_1' }, limitMs: 14 }],
    });
    assert.equal(request!.sizes!.length, 2);
    assert.ok(front.length > 0);
    for (const { macs, activationBytes, alsoOnMs } of front) assert.ok(macs <= 60e6 && activationBytes! > 0 && alsoOnMs![0]! <= 14);
    // Nothing is as good in everything and better in something.
    const costs = front.map(({ latencyMs, accuracy, macs, activationBytes, alsoOnMs }) => [
      latencyMs,
      -accuracy,
      macs,
      activationBytes!,
      alsoOnMs![0]!,
    ]);
    for (const a of costs)
      for (const b of costs) assert.ok(a === b || a.some((value, j) => value < b[j]!) || a.every((value, j) => value === b[j]));
    const { error } = await ended(
      await client.searches.start({ spaceId, latency, algorithm: 'random', generations: 2, sizes: [{ quantity: 'params', limit: 10 }] }),
    );
    assert.match(error!.message, /None of \d+ architectures keeps the limit of 10 params\./);
  });

  it('the precision is a choice where both were measured', async () => {
    const inInt8 = names.map((line) => {
      const [name, ms] = line.split(',');
      return `${name},${10 * (Number(ms) / 10) ** 2}`; // small ones are faster in int8, large ones slower
    });
    await client.tables.import({
      name: 'int8',
      spaceId,
      source: { fileName: 'int8.csv', content: new Blob([`arch,device_0 int8\n${inInt8.join('\n')}\n`]) },
    });
    const int8 = { latency: { table: 'int8', target: 'device_0 int8' } };
    const { front, cloud, candidates, accuracyStatement } = await found({ algorithm: 'exhaustive', int8 });
    assert.equal(candidates, 2 * 15_625);
    assert.match(accuracyStatement, /In int8 accuracies are taken to be the same/);
    assert.ok(cloud.names.every((name) => name.endsWith('|')));
    const inTable = (lines: readonly string[]) => new Map(lines.map((line) => [line.split(',')[0], Number(line.split(',')[1])]));
    const [f32, inInt8Ms] = [inTable(names), inTable(inInt8)];
    const shown = front.filter(({ name, measured }) => measured && f32.has(name));
    assert.ok(shown.length > 0);
    for (const { name, precision, latencyMs } of shown)
      assert.ok(Math.abs(latencyMs / (precision === 'f32' ? f32 : inInt8Ms).get(name)! - 1) < 1e-9);
    assert.deepEqual(new Set(front.map(({ precision }) => precision)), new Set(['f32', 'int8']));
  });
});
