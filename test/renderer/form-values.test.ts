import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { DeviceDescription, DeviceSummary } from '../../preload/contract/device.ts';
import { campaignRequestOf, initialValues, missing, possibleValues, runtimesOf } from '../../renderer/pages/measure/form-values.ts';

const board: DeviceSummary = { id: 'orin', kind: 'ssh', name: 'Orin', state: 'ready', detail: '' };
const description: DeviceDescription = {
  id: 'orin',
  kind: 'ssh',
  name: 'Orin',
  processorModel: null,
  clusters: [],
  memoryBytes: null,
  operatingSystem: null,
  abi: null,
  runtime: 'onnxruntime 1.30.0',
  precisions: ['f32', 'int8'],
  runtimes: [
    { kind: 'onnxruntime', name: 'onnxruntime 1.30.0', precisions: ['f32', 'int8'] },
    { kind: 'trtexec', name: 'tensorrt 10.3.0', precisions: ['f32'] },
  ],
  maximumThreads: 6,
  affinity: true,
};
const values = { ...initialValues, deviceId: 'orin', spaceId: 'fbnet', samples: 3 };

test('runtimes are the device’s, and a program of one’s own', () => {
  assert.deepEqual(
    runtimesOf(description).map(({ kind, label }) => [kind, label]),
    [
      ['onnxruntime', 'onnxruntime 1.30.0'],
      ['trtexec', 'tensorrt 10.3.0'],
      ['custom', 'a program of your own'],
    ],
  );
  assert.deepEqual(
    runtimesOf(undefined).map(({ kind }) => kind),
    ['onnxruntime', 'custom'],
  );
});

test('what another device lacks is not kept', () => {
  const onTensorRt = possibleValues({ ...values, runtime: 'trtexec', precision: 'int8' }, description);
  assert.deepEqual([onTensorRt.runtime, onTensorRt.precision], ['trtexec', 'f32']);
  assert.equal(possibleValues({ ...values, runtime: 'onnxruntime-c' }, description).runtime, 'onnxruntime');
  assert.equal(campaignRequestOf(onTensorRt)?.runtime, 'trtexec');
  assert.equal(campaignRequestOf(values)?.runtime, undefined);
});

test('a program of one’s own needs its command', () => {
  const custom = { ...values, runtime: 'custom', customCommand: ' ' } as const;
  assert.equal(missing(custom, board), 'Needs the command of your program');
  const named = { ...custom, customCommand: ' run {plan} {journal} ' };
  assert.equal(missing(named, board), undefined);
  const request = campaignRequestOf(named);
  assert.deepEqual([request?.runtime, request?.customCommand], ['custom', 'run {plan} {journal}']);
});

test('files of TensorFlow Lite are benchmark_model’s', () => {
  const files = [new File(['TFL3'], 'own.tflite')];
  const lite = { ...values, spaceId: 'custom', runtime: 'custom', customCommand: 'run {model}', files } as const;
  assert.equal(campaignRequestOf(lite)?.customOutput, 'benchmark-model');
  assert.equal(campaignRequestOf({ ...lite, files: [new File([''], 'own.onnx')] })?.customOutput, undefined);
  assert.equal(campaignRequestOf({ ...lite, runtime: 'onnxruntime' })?.customOutput, undefined);
});
