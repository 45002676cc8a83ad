import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import type { TransferReport, TransferRequest } from '../../../preload/contract/evaluation.ts';
import type { Job } from '../../../preload/contract/job.ts';
import { openWithoutFolder } from '../../../main/lab.ts';
import { syntheticTable } from '../../helpers/synthetic-table.ts';

describe('evaluations of transfer methods', () => {
  const folder = mkdtempSync(join(tmpdir(), 'proxylab-evaluate-'));
  const file = (name: string, content: string): { readonly path: string } => {
    const path = join(folder, name);
    writeFileSync(path, content);
    return { path };
  };
  const table = file('table.csv', syntheticTable(50, 4));
  const { client, close } = openWithoutFolder();
  after(async () => {
    await close();
    rmSync(folder, { recursive: true });
  });

  async function run(request: Partial<TransferRequest>): Promise<Job> {
    const started = await client.evaluations.transfer({ table, spaceId: 'nas-bench-201', workers: 1, ...request });
    for await (const job of await client.jobs.watch()) if (job.id === started.id && job.endedAtMs !== null) return job;
    throw new Error('the jobs were closed');
  }

  async function reportOf(request: Partial<TransferRequest>): Promise<TransferReport> {
    const { id, error } = await run(request);
    assert.equal(error, null);
    return client.evaluations.transferReport({ jobId: id });
  }

  it('gives the same bits with 1, 2 and 4 workers, rows in the order of targets and seeds', async () => {
    const reports: TransferReport[] = [];
    // With 9 samples one is chosen by what was measured, noise and all.
    const request = { samples: [9], noise: 0.1, seeds: 2, targets: ['device_1', 'device_0'] };
    for (const workers of [1, 2, 4]) reports.push(await reportOf({ ...request, workers }));
    const [one, two, four] = reports.map(timeless);
    assert.equal(two, one);
    assert.equal(four, one);
    const places = reports[0]!.rows.map(({ target, seed, samples, method }) => `${target} ${seed} ${samples} ${method}`);
    const expected = ['device_1', 'device_0'].flatMap((target) => [1, 2].map((seed) => `${target} ${seed} 9 auto`));
    assert.deepEqual(places, expected);
  });

  it('sums rows up by method and samples, baselines apart', async () => {
    const report = await reportOf({ samples: [10], seeds: 2, method: 'gp', noise: 0.05 });
    assert.equal(report.rows.length, 8);
    assert.deepEqual(new Set(report.baselines.map(({ method }) => method)), new Set(['gp-no-source', 'none']));
    assert.deepEqual(
      report.summary.map(({ method, samples }) => [method, samples]),
      [['gp', 10]],
    );
    assert.equal(report.baselineSummary.length, 2);
    const targets = Map.groupBy(report.rows, ({ target }) => target);
    const means = [...targets.values()].map((rows) => rows.reduce((sum, { srccHeldOut }) => sum + srccHeldOut!, 0) / rows.length);
    const { mean, worst } = report.summary[0]!;
    assert.ok(Math.abs(mean.srccHeldOut! - means.reduce((sum, value) => sum + value, 0) / 4) < 1e-12);
    assert.equal(worst.srccHeldOut, Math.min(...means));
    assert.ok(worst.mape! >= mean.mape! && mean.mape! < 1);
    assert.ok(mean.coverage! > 0 && mean.coverage! <= 1);
  });

  it('takes every source alone, and leaves out those of the target’s group', async () => {
    const report = await reportOf({
      groups: file('groups.csv', 'device,group\ndevice_0,a\ndevice_1,a\n'),
      targets: ['device_0'],
      eachSource: true,
      method: 'adaproxy',
      select: 'random',
      samples: [10],
      seeds: 1,
    });
    assert.deepEqual(
      report.rows.map(({ source }) => source),
      ['device_2', 'device_3'],
    );
    assert.deepEqual(
      report.baselines.map(({ method, chosen }) => [method, chosen]),
      [
        ['none', 'device_2'],
        ['none', 'device_3'],
      ],
    );
  });

  it('refuses what it cannot use, and keeps no report of it', async () => {
    const broken = file('broken.csv', syntheticTable(20, 2).replace(/,[\d.]+\n$/, ',-3\n'));
    const refusals: readonly (readonly [Partial<TransferRequest>, RegExp])[] = [
      [{ targets: ['device_9'] }, /no device “device_9” in table\.csv/],
      [{ samples: [2] }, /At least 3 samples/],
      [{ samples: [50] }, /has \d+ measured architectures, 50 samples leave none/],
      [{ table: broken }, /broken\.csv, line 21, column .*device_1/],
      [{ table: { path: join(folder, 'none.csv') } }, /no file none\.csv/],
      [{ variant: 'cifar1000' }, /no variant “cifar1000”/],
      [{ sources: ['device_0'], targets: ['device_0'] }, /No source is left for “device_0”/],
    ];
    for (const [request, sentence] of refusals) {
      const { id, state, error } = await run(request);
      assert.equal(state, 'failed');
      assert.match(error!.message, sentence);
      assert.notEqual(error!.remedy, '');
      await assert.rejects(client.evaluations.transferReport({ jobId: id }), /There is no report/);
    }
  });

  it('stops when its job is cancelled', async () => {
    const { id } = await client.evaluations.transfer({ table, spaceId: 'nas-bench-201', seeds: 1000, workers: 1 });
    for await (const job of await client.jobs.watch()) if (job.id === id && job.done > 0) break;
    assert.equal((await client.jobs.cancel({ jobId: id })).state, 'cancelled');
  });
});

/** All of a report that must be the same whenever and wherever it is made. */
function timeless(report: TransferReport): string {
  return JSON.stringify(report, (key, value: unknown) => (key === 'fitMs' ? undefined : value));
}
