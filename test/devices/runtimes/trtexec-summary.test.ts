import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { parseTrtexecSummary } from '../../../main/devices/runtimes/trtexec-summary.ts';
import { referenceData, withoutData } from '../../helpers/requirements.ts';

const published = '../fixtures/trtexec_summary.txt';

test('a real summary with three percentiles', { skip: withoutData(published) }, () => {
  const summary = parseTrtexecSummary(readFileSync(referenceData(published)!, 'utf8'));
  assert.deepEqual(summary?.latency, {
    minimumMs: 5.38672,
    maximumMs: 13.3664,
    meanMs: 7.60628,
    medianMs: 7.16092,
    percentilesMs: new Map([
      [90, 10.2996],
      [95, 10.8698],
      [99, 12.9675],
    ]),
  });
  assert.equal(summary.gpuCompute.medianMs, 7.14139);
});

test('TensorRT 8.4 tells one percentile', () => {
  const text = [
    '[01/02/2023-10:00:00] [I] Latency: min = 1.5 ms, max = 3 ms, mean = 1.75 ms, median = 1.625 ms, percentile(99%) = 2.5 ms',
    '[01/02/2023-10:00:00] [I] GPU Compute Time: min = 1.25 ms, max = 2 ms, mean = 1.5 ms, median = 1.375 ms, percentile(99%) = 2 ms',
  ].join('\n');
  const summary = parseTrtexecSummary(text);
  assert.deepEqual([...(summary?.latency.percentilesMs ?? [])], [[99, 2.5]]);
  assert.equal(summary?.gpuCompute.medianMs, 1.375);
});

test('TensorRT 7 tells one figure a line', () => {
  const section = (heading: string, scale: number): readonly string[] => [
    heading,
    `min: ${scale} ms (end to end 9 ms)`,
    `max: ${3 * scale} ms (end to end 9 ms)`,
    `mean: ${1.5 * scale} ms (end to end 9 ms)`,
    `median: ${1.25 * scale} ms (end to end 9 ms)`,
    `percentile: ${2.5 * scale} ms at 99% (end to end 9 ms at 99%)`,
    'throughput: 0 qps',
  ];
  const lines = [...section('Host Latency', 2), ...section('Enqueue Time', 1), ...section('GPU Compute', 1)];
  const summary = parseTrtexecSummary(lines.map((line) => `[06/12/2022-22:34:00] [I] ${line}`).join('\r\n'));
  assert.deepEqual(summary?.latency, { minimumMs: 2, maximumMs: 6, meanMs: 3, medianMs: 2.5, percentilesMs: new Map([[99, 5]]) });
  assert.equal(summary.gpuCompute.minimumMs, 1);
});

test('no summary', () => {
  for (const text of ['', 'Killed', '[I] Latency: min = x ms', '[I] Host Latency\n[I] min: 1 ms'])
    assert.equal(parseTrtexecSummary(text), null);
});
