import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import type { Adaptation } from '../../preload/contract/adaptation.ts';
import type { MonotonicityMatrix } from '../../preload/contract/monotonicity.ts';
import type { SearchResult } from '../../preload/contract/search.ts';
import { proxylab } from '../helpers/command-line.ts';
import { oneProxyPath } from '../helpers/one-proxy-table.ts';
import { referenceData, withoutData } from '../helpers/requirements.ts';

describe('the science in the terminal, on published latencies', { skip: withoutData(oneProxyPath) }, () => {
  const folder = mkdtempSync(join(tmpdir(), 'proxylab-science-'));
  const file = (name: string): string => join(folder, name);
  after(() => rmSync(folder, { recursive: true }));

  async function run<Result>(...args: string[]): Promise<Result> {
    const { exitCode, stdout, stderr } = await proxylab([...args, '--lab', file('lab'), '--json']);
    assert.equal(exitCode, 0, stderr);
    return JSON.parse(stdout) as Result;
  }

  before(() => run('table', 'import', referenceData(oneProxyPath)!, '--name', 'oneproxy', '--space', 'nas-bench-201'));

  it('the SRCC of the VPU and the GTX is the published one to 12 digits', async () => {
    const matrix = await run<MonotonicityMatrix>('monotonicity', 'oneproxy', '--devices', 'true_vpu,eagle_gtx', '--resamples', '200');
    assert.ok(Math.abs(matrix.srcc[0]![1]! - 0.690526859861756) < 1e-12, String(matrix.srcc[0]![1]));
    assert.equal(matrix.pairs[0]!.advice, 'adapt');
  });

  for (const method of ['adaproxy', 'adaproxy-loo'] as const) {
    it(`${method} reaches the optimality conditions and raises the rank correlation`, async () => {
      const options = ['--proxy', 'true_vpu', '--target', 'eagle_gtx', '--samples', '70', '--method', method, '--select', 'random'];
      const adaptation = await run<Adaptation>('adapt', 'oneproxy', ...options, '-o', file(`${method}.json`));
      assert.ok(adaptation.kktResidual! < 1e-8);
      assert.equal(adaptation.samples.length, 70);
      assert.equal(adaptation.heldOut, 1929);
      assert.ok(adaptation.srccHeldOut! > adaptation.srccProxy! + 0.1, `${adaptation.srccProxy} → ${adaptation.srccHeldOut}`);
    });
  }

  it('a model file predicts, and a search with it keeps its limit', async () => {
    const names = (await run<{ architectures: string[] }>('sample', 'nas-bench-201', '-n', '50')).architectures;
    writeFileSync(file('archs.txt'), `# a comment\n${names.join('\n')}\n`);
    const { predictions } = await run<{ predictions: { arch: string; value: number }[] }>(
      'predict',
      file('adaproxy-loo.json'),
      '--archs',
      file('archs.txt'),
    );
    assert.deepEqual(
      predictions.map(({ arch }) => arch),
      names,
    );
    assert.ok(predictions.every(({ value }) => Number.isFinite(value)));

    const accuracy = referenceData('nas-bench-201/accuracy.csv.gz');
    const source = accuracy === undefined ? 'macs' : `table:${accuracy}#cifar100`;
    const result = await run<SearchResult>(
      'search',
      '--space',
      'nas-bench-201',
      '--model',
      file('adaproxy-loo.json'),
      '--limit',
      '5',
      '--accuracy',
      source,
    );
    assert.equal(result.accuracyMeasured, accuracy !== undefined);
    assert.ok(result.front.length > 3);
    for (const [i, point] of result.front.entries()) {
      assert.ok(point.latencyMs <= 5);
      if (i > 0) assert.ok(point.accuracy >= result.front[i - 1]!.accuracy, 'a front rises');
    }
  });

  it('the table comes out as it went in', async () => {
    await run('table', 'export', 'oneproxy', '-o', file('out.csv'));
    assert.ok(existsSync(file('out.csv')));
    await run('table', 'import', file('out.csv'), '--name', 'again', '--space', 'nas-bench-201');
    const values = async (name: string): Promise<unknown> =>
      (await run<{ table: { values: unknown } }>('table', 'show', name)).table.values;
    assert.deepEqual(await values('again'), await values('oneproxy'));
  });
});
