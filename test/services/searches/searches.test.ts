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
      assert.equal(about.algorithm, algorithm);
      assert.equal(history!.at(-1)!.frontSize, front.length);
      assert.ok(history!.every(({ hypervolume }, i) => i === 0 || hypervolume >= history![i - 1]!.hypervolume));
    }
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
});
