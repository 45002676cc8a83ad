import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isLabError } from '../../../main/core/lab-error.ts';
import { assertTakesSampledNetworks, customCommand, type CustomRuntime } from '../../../main/devices/runtimes/custom-runtime.ts';

const own: CustomRuntime = { name: 'ours 3', command: '/data/local/tmp/ours --plan {plan}  --out={journal}', output: 'json-lines' };
const tflite: CustomRuntime = {
  name: 'tflite 2.17',
  command: './benchmark_model --graph={model} --num_threads={threads} --num_runs={runs}',
  output: 'benchmark-model',
};

test('values fill their places and stay single words', () => {
  assert.equal(customCommand(own, { plan: 'a/plan.json', journal: 'a b' }), "/data/local/tmp/ours --plan a/plan.json '--out=a b'");
  const model = "m'; reboot; $(id) {plan}.tflite";
  assert.equal(
    customCommand(tflite, { model, threads: '2', runs: '50' }),
    String.raw`./benchmark_model '--graph=m'\''; reboot; $(id) {plan}.tflite' --num_threads=2 --num_runs=50`,
  );
});

test('a template with a missing or unknown place is refused', () => {
  for (const command of [
    'bench --plan {plan}',
    'bench {plan} {journal} {modle}',
    'bench {plan} {journal} {}',
    'bench {plan} {journal} {model}',
  ]) {
    assert.throws(
      () => customCommand({ ...own, command }, { plan: 'p', journal: 'j' }),
      (error) => isLabError(error, 'invalid-input'),
    );
  }
});

test('sampled architectures go only to what takes ONNX', () => {
  assertTakesSampledNetworks(own);
  assert.throws(() => assertTakesSampledNetworks(tflite), (error) => isLabError(error, 'unsupported') && /\.tflite/.test(error.message)); // prettier-ignore
});
