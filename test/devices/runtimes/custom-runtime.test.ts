import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isLabError } from '../../../main/core/lab-error.ts';
import { assertTakesSampledNetworks, customWords } from '../../../main/devices/runtimes/custom-runtime.ts';

const own = '/data/local/tmp/ours --plan {plan}  --out={journal}';
const tflite = './benchmark_model --graph={model} --num_threads={threads} --num_runs={runs}';

test('values fill their places and stay parts of single words', () => {
  const words = customWords(own, 'json-lines', { plan: 'a/plan.json', journal: 'a b' });
  assert.deepEqual(words, ['/data/local/tmp/ours', '--plan', 'a/plan.json', '--out=a b']);
  const model = "m'; reboot; $(id) {plan}.tflite";
  assert.deepEqual(customWords(tflite, 'benchmark-model', { model, threads: '2', runs: '50' }), [
    './benchmark_model',
    `--graph=${model}`,
    '--num_threads=2',
    '--num_runs=50',
  ]);
});

test('a command with a missing or unknown place is refused', () => {
  for (const command of [
    'bench --plan {plan}',
    'bench {plan} {journal} {modle}',
    'bench {plan} {journal} {}',
    'bench {plan} {journal} {model}',
    'bench\0 {plan} {journal}',
  ]) {
    assert.throws(
      () => customWords(command, 'json-lines', { plan: 'p', journal: 'j' }),
      (error) => isLabError(error, 'invalid-input'),
    );
  }
});

test('sampled architectures go only to what takes ONNX', () => {
  assertTakesSampledNetworks('json-lines');
  assert.throws(() => assertTakesSampledNetworks('benchmark-model'), (error) => isLabError(error, 'unsupported') && /\.tflite/.test(error.message)); // prettier-ignore
});
