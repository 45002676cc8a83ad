import assert from 'node:assert/strict';
import { test } from 'node:test';
import { AdbBench, withoutPhones } from '../devices/adb/adb-bench.ts';
import { proxylab, scratchFolder } from '../helpers/command-line.ts';

void test('a phone in the terminal: listed, measured, its latencies in a table', { skip: withoutPhones() }, async (context) => {
  const { phone } = await AdbBench.open(context);
  const lab = scratchFolder(context);
  const listed = await proxylab(['devices', '--lab', lab, '--json']);
  const { devices } = JSON.parse(listed.stdout) as { devices: { id: string; kind: string; name: string; state: string }[] };
  const listing = devices.find(({ kind }) => kind === 'adb');
  assert.deepEqual([listing?.name, listing?.state], ['Google Pixel 8 Pro', 'ready']);

  const what = ['--space', 'mobilenet-v3', '--samples', '1', '--resolution', '32', '--table', 'phones'];
  const quickly = ['--runs', '2', '--warmup', '0', '--blocks', '1', '--repeats', '0', '--minimum-ms', '0'];
  const measured = await proxylab(['measure', listing!.id, ...what, ...quickly, '--lab', lab, '--json']);
  assert.equal(measured.exitCode, 0, measured.stderr);
  const { campaign } = JSON.parse(measured.stdout) as { campaign: { state: string; done: number; runtime: string; affinity: number[] } };
  assert.deepEqual([campaign.state, campaign.done, campaign.runtime], ['finished', 1, 'onnxruntime 1.30.0']);
  assert.deepEqual(campaign.affinity, [8], 'held to the fastest core');
  const table = await proxylab(['table', 'show', 'phones', '--lab', lab]);
  assert.match(table.stdout, /phone-[0-9a-f]{8}-f32-1t-cpu8/);
  assert.equal(phone.state('fixed-performance'), 'false');
});
