import assert from 'node:assert/strict';
import { statSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { proxylab, scratchFolder } from '../helpers/command-line.ts';

interface Printed {
  readonly space: string;
  readonly name: string;
  readonly macs: number;
  readonly params: number;
  readonly resolution: number;
}

test('a published network is shown and written under “reference”', async (context) => {
  const folder = scratchFolder(context);
  const file = join(folder, 'mobilenet-v2.onnx');
  const options = ['--width', '0.5', '--resolution', '160', '--onnx', file, '--lab', join(folder, 'lab'), '--json'];
  const { exitCode, stdout, stderr } = await proxylab(['arch', 'reference', 'MobileNetV2', ...options]);
  assert.equal(exitCode, 0, stderr);
  const { space, name, macs, params, resolution } = JSON.parse(stdout) as Printed;
  assert.deepEqual(
    { space, name, macs, params, resolution },
    {
      space: 'reference',
      name: 'MobileNetV2',
      macs: 50_184_000,
      params: 1_968_680,
      resolution: 160,
    },
  );
  assert.ok(statSync(file).size > 4 * 1_900_000);
});

test('an unknown published network is refused with the known names', async (context) => {
  const { exitCode, stderr } = await proxylab(['arch', 'reference', 'ResNet-50', '--lab', join(scratchFolder(context), 'lab')]);
  assert.equal(exitCode, 2);
  assert.match(stderr, /MobileNetV2, MobileNetV3-Large, .*ProxylessNAS-Mobile, .*FBNet-C/);
});

test('a member of a space is built in the variant that is asked for', async (context) => {
  const digits = '7-8-1-8-4-8-8-8-7-4-1-4-7-3-2-7-3-2-4-2-4-5';
  const lab = join(scratchFolder(context), 'lab');
  const { stdout, stderr } = await proxylab(['arch', 'fbnet', `fbnet:${digits}`, '--variant', 'cifar', '--lab', lab, '--json']);
  assert.equal(stderr, '');
  assert.equal((JSON.parse(stdout) as Printed).params, 1_790_500);
});
