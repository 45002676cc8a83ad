import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import type { SearchEvaluationRequest, SearchReport } from '../../../preload/contract/evaluation.ts';
import type { Job } from '../../../preload/contract/job.ts';
import { openWithoutFolder } from '../../../main/lab.ts';
import { syntheticTable } from '../../helpers/synthetic-table.ts';

describe('evaluations of searches', () => {
  const folder = mkdtempSync(join(tmpdir(), 'proxylab-evaluate-'));
  const file = (name: string, content: string): { readonly path: string } => {
    const path = join(folder, name);
    writeFileSync(path, content);
    return { path };
  };
  const latencies = syntheticTable(60, 3);
  const names = latencies
    .trim()
    .split('\n')
    .slice(1)
    .map((line) => line.slice(0, line.indexOf(',')));
  const convolutions = (name: string): number => [...name.matchAll(/nor_conv_(\d)/g)].reduce((sum, [, side]) => sum + Number(side), 0);
  const accuracies = names.map((name, i) => `${name},${i < 50 ? 60 + 2 * convolutions(name) : ''}`);
  const table = file('table.csv', latencies);
  const accuracy = file('accuracy.csv', `arch,set\n${accuracies.join('\n')}\n`);
  const { client, close } = openWithoutFolder();
  after(async () => {
    await close();
    rmSync(folder, { recursive: true });
  });

  async function run(request: Partial<SearchEvaluationRequest>): Promise<Job> {
    const usual = { table, spaceId: 'nas-bench-201', accuracy, accuracyColumn: 'set', samples: [8], verify: 1, seeds: 2, workers: 1 };
    const started = await client.evaluations.search({ ...usual, ...request });
    for await (const job of await client.jobs.watch()) if (job.id === started.id && job.endedAtMs !== null) return job;
    throw new Error('the jobs were closed');
  }

  async function reportOf(request: Partial<SearchEvaluationRequest>): Promise<SearchReport> {
    const { id, error } = await run(request);
    assert.equal(error, null);
    return client.evaluations.searchReport({ jobId: id });
  }

  it('gives the same bits with 1 and 3 workers; what has no accuracy is counted out', async () => {
    const [one, three] = [await reportOf({ workers: 1 }), await reportOf({ workers: 3 })];
    const timeless = (report: SearchReport) =>
      [...report.rows, ...report.baselines].map(({ fitMs: _fitMs, ...row }) => JSON.stringify(row)).join('\n');
    assert.equal(timeless(three), timeless(one));
    assert.equal(one.accuracies, 50);
    assert.equal(one.rows.length, 6);
    assert.deepEqual(new Set(one.baselines.map(({ method }) => method)), new Set(['own', 'none']));
  });

  it('refuses a column that is not there, and a table without accuracies of these architectures', async () => {
    assert.match((await run({ accuracyColumn: 'other' })).error!.message, /accuracy\.csv has no column “other”/);
    const others = file('others.csv', `arch,set\n${names[0]!},70\n`);
    const { error } = await run({ accuracy: others });
    assert.match(error!.message, /“device_0” has \d architectures with a latency and an accuracy/);
    assert.equal(error!.code, 'invalid-input');
  });
});
