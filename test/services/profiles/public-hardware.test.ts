import assert from 'node:assert/strict';
import { test } from 'node:test';
import { brand } from '../../../main/core/brand.ts';
import type { DeviceDescription } from '../../../main/devices/device.ts';
import { publicDevice } from '../../../main/services/profiles/public-hardware.ts';

const phone: DeviceDescription = {
  id: brand('R58M123ABC'),
  kind: 'adb',
  name: 'Google Pixel 7',
  processorModel: 'Tensor G2',
  clusters: [{ name: 'CPU 0-3', processors: [0, 1, 2, 3], minimumClockKhz: 300_000, maximumClockKhz: 1_800_000, governor: 'schedutil' }],
  memoryBytes: 8e9,
  operatingSystem: 'Android 14',
  abi: 'arm64-v8a',
  runtimes: [{ kind: 'onnxruntime', name: 'onnxruntime 1.30.0', precisions: ['f32'] }],
  maximumThreads: 8,
  affinity: true,
};

test('what tells a device as a product is kept', () => {
  const { name, hardware } = publicDevice(phone);
  assert.deepEqual(
    [name, hardware.processorModel, hardware.operatingSystem, hardware.abi],
    ['Google Pixel 7', 'Tensor G2', 'Android 14', 'arm64-v8a'],
  );
  assert.deepEqual(hardware.clusters, phone.clusters);
});

test('what tells a unit, a network or a person is not', () => {
  const names: readonly [id: string, kind: DeviceDescription['kind'], name: string][] = [
    ['R58M123ABC', 'adb', 'Pixel 7 (R58M123ABC)'],
    ['board-1', 'ssh', 'nano of the third floor'],
    ['192.168.1.20:5555', 'adb', 'Pixel 7 at 192.168.1.20'],
    ['ssh://alice@lab-nano.example.org:22', 'ssh', 'alice'],
    ['ssh://alice@lab-nano.example.org:22', 'ssh', 'lab-nano.example.org'],
    ['ssh://alice@lab-nano.example.org:22', 'ssh', 'bob@elsewhere'],
    ['x1', 'adb', '/home/bob/device'],
    ['x1', 'adb', 'fe80:0:0:1:2:3:4:5'],
    ['x1', 'adb', '00:1a:2b:3c:4d:5e'],
    ['x1', 'adb', 'phone of erlenmeyer'],
    ['local', 'local', 'This computer'],
  ];
  for (const [id, kind, name] of names) {
    assert.equal(publicDevice({ ...phone, id: brand(id), kind, name }, ['erlenmeyer', 'alice']).name, 'Tensor G2', name);
    assert.equal(
      publicDevice({ ...phone, id: brand(id), kind, name, processorModel: null }, ['erlenmeyer', 'alice']).name,
      { local: 'Computer', adb: 'Phone', ssh: 'Board' }[kind],
    );
  }
  const { hardware } = publicDevice({ ...phone, operatingSystem: 'Android of R58M123ABC', abi: 'arm64\u0007-v8a' });
  assert.deepEqual([hardware.operatingSystem, hardware.abi], [null, 'arm64 -v8a']);
});
