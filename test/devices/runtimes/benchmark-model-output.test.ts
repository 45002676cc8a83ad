import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseBenchmarkModelOutput } from '../../../main/devices/runtimes/benchmark-model-output.ts';

const output = (prefix: string, tail: string): string =>
  [
    'STARTING!',
    'Initialized session in 12.75ms.',
    'Running benchmark for at least 1 iterations and at least 0.5 seconds but terminate if exceeding 150 seconds.',
    `count=37 first=14744 curr=15520 min=13164 max=18295 avg=13764.3 std=967${tail}`,
    '',
    `count=74 first=14850 curr=13315 min=13105 max=15765 avg=13520.2 std=470${tail}`,
    '',
    'Inference timings in us: Init: 12750, First inference: 14744, Warmup (avg): 13764.3, Inference (avg): 13520.2',
  ]
    .map((line) => prefix + line)
    .join('\n');

test('the timed runs, not the warm-up', () => {
  const figures = { runs: 74, meanUs: 13520.2, minimumUs: 13105, maximumUs: 15765, deviationUs: 470, warmupMeanUs: 13764.3, initUs: 12750 };
  assert.deepEqual(parseBenchmarkModelOutput(output('', '')), { ...figures, medianUs: null });
  assert.deepEqual(parseBenchmarkModelOutput(output('INFO: ', ' p5=13120 median=13488 p95=14100')), { ...figures, medianUs: 13488 });
});

test('large values come with an exponent', () => {
  const text = output('I tflite  : ', '').replaceAll('13520.2', '2.95034e+06');
  assert.equal(parseBenchmarkModelOutput(text)?.meanUs, 2_950_340);
});

test('a run that did not come to its end has none', () => {
  const lines = output('', '').split('\n');
  for (let kept = 0; kept < lines.length; kept++) assert.equal(parseBenchmarkModelOutput(lines.slice(0, kept).join('\n')), null);
});
