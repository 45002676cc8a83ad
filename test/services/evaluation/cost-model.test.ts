import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import type { CostModelReport, CostModelRequest } from '../../../preload/contract/evaluation.ts';
import type { Job } from '../../../preload/contract/job.ts';
import { openWithoutFolder } from '../../../main/lab.ts';
import { latencyCsv, networkLines, syntheticLatencies, syntheticNetworks } from '../../core/cost-model/synthetic-devices.ts';

const known = syntheticNetworks(25);
const latencies = syntheticLatencies(known, 12);
const file = (fileName: string, text: string) => ({ fileName, content: new Blob([text]) });
const table = file('latency.csv', `${latencyCsv(known, latencies)}unknown,${latencies.map(() => 1).join(',')}\n`);
const networks = file('networks.jsonl', networkLines(known));

const { client, close } = openWithoutFolder();
after(close);

async function run(request: Partial<CostModelRequest>): Promise<Job> {
  const started = await client.evaluations.costModel({ table, networks, signatureSize: 4, seeds: 2, workers: 1, ...request });
  for await (const job of await client.jobs.watch()) if (job.id === started.id && job.endedAtMs !== null) return job;
  throw new Error('the jobs were closed');
}

async function reportOf(request: Partial<CostModelRequest>): Promise<CostModelReport> {
  const { id, error } = await run(request);
  assert.equal(error, null);
  return client.evaluations.costModelReport({ jobId: id });
}

const timeless = (report: CostModelReport) => JSON.stringify(report, (key, value: unknown) => (key === 'fitMs' ? undefined : value));

test('an evaluation of cost models gives the same bits with 1, 2 and 4 workers, the scalar baseline beside', async () => {
  const report = await reportOf({});
  for (const workers of [2, 4]) assert.equal(timeless(await reportOf({ workers })), timeless(report));
  assert.deepEqual(
    report.rows.map(({ target, samples, method, seed }) => [target, samples, method, seed]),
    [
      ['pooled', 4, 'auto', 1],
      ['pooled', 4, 'auto', 2],
    ],
  );
  assert.deepEqual(report.withoutLayers, ['unknown']);
  assert.deepEqual(
    report.baselineSummary.map(({ method }) => method),
    ['scalar'],
  );
  const [summary] = report.summary;
  assert.ok(summary!.mean.r2! > 0.9);
  assert.ok(Math.abs(summary!.mean.mape! - (report.rows[0]!.mape! + report.rows[1]!.mape!) / 2) < 1e-12);
});

test('beside devices that contribute stands a model of each device alone; unknown networks are scored alone', async () => {
  const contributed = await reportOf({ contribute: 0.2, trainingDevices: 5, method: 'gaussian' });
  assert.deepEqual(
    contributed.baselineSummary.map(({ method }) => method),
    ['scalar', 'device-specific'],
  );
  assert.deepEqual([contributed.rows[0]!.trainingDevices, contributed.rows[0]!.networks], [5, 21]);
  const unknown = await reportOf({ holdoutNetworks: 5, method: 'log-ratio' });
  assert.deepEqual(unknown.rows.map((row) => row.networks), [5, 5]); // prettier-ignore
});

test('what cannot be evaluated is refused', async () => {
  const refusals: readonly (readonly [Partial<CostModelRequest>, RegExp])[] = [
    [{ signatureSize: 25 }, /signature set of 25/],
    [{ split: { testDevices: ['phone 99'] } }, /no device phone 99/],
    [{ table: file('latency.csv', 'arch,phone\nnetwork 1,-2\n') }, /latency\.csv, line 2, column .*phone/],
    [{ networks: file('networks.jsonl', '{"id":') }, /networks\.jsonl, line 1/],
  ];
  for (const [request, sentence] of refusals) {
    const { state, error } = await run(request);
    assert.equal(state, 'failed');
    assert.match(error!.message, sentence);
  }
});
