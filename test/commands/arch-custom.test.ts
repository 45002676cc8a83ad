import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import type { CustomNetwork } from '../../preload/contract/space.ts';
import { proxylab, scratchFolder } from '../helpers/command-line.ts';

test('an ONNX file is shown under “custom” with the cost of the network that it was written from', async (context) => {
  const folder = scratchFolder(context);
  const file = join(folder, 'own.onnx');
  const options = ['--lab', join(folder, 'lab'), '--json'];
  const written = await proxylab(['arch', 'reference', 'MobileNetV3-Large', '--onnx', file, ...options]);
  assert.equal(written.exitCode, 0, written.stderr);
  const shown = await proxylab(['arch', 'custom', file, ...options]);
  assert.equal(shown.exitCode, 0, shown.stderr);
  const [original, custom] = [JSON.parse(written.stdout), JSON.parse(shown.stdout)] as [CustomNetwork, CustomNetwork];
  assert.equal(custom.macs, original.macs);
  assert.equal(custom.peakActivationBytes, original.peakActivationBytes);
  assert.equal(custom.layers.length, original.layers.length);
  assert.equal(custom.fileName, 'own.onnx');
  assert.equal(custom.name, `custom:${custom.hash.slice(0, 12)}`);
  const text = await proxylab(['arch', 'custom', file, '--lab', join(folder, 'lab')]);
  assert.match(text.stdout, /^own\.onnx: custom:[0-9a-f]{12} \(224 × 224, f32\)\n216\.59 M MACs, .* parameters in the file\n/);
});

test('a file that is missing, no network, or given options that it cannot have', async (context) => {
  const folder = scratchFolder(context);
  const file = join(folder, 'text.onnx');
  writeFileSync(file, 'no network');
  const [missing, broken, resized] = await Promise.all(
    [[join(folder, 'none.onnx')], [file], [file, '--resolution', '96']].map((args, i) =>
      proxylab(['arch', 'custom', ...args, '--lab', join(folder, `lab-${i}`)]),
    ),
  );
  assert.equal(missing!.exitCode, 2);
  assert.match(missing!.stderr, /There is no file none\.onnx/);
  assert.equal(broken!.exitCode, 2);
  assert.match(broken!.stderr, /text\.onnx: The ONNX file is broken at byte \d+/);
  assert.equal(resized!.exitCode, 2);
  assert.match(resized!.stderr, /Leave the options out/);
});

test('measure --network measures a file as it is', async (context) => {
  const folder = scratchFolder(context);
  const file = join(folder, 'own.onnx');
  const lab = ['--lab', join(folder, 'lab'), '--json'];
  const cell = '|none~0|+|none~0|none~1|+|skip_connect~0|none~1|none~2|';
  await proxylab(['arch', 'nas-bench-201', cell, '--onnx', file, ...lab]);
  const quick = ['--runs', '3', '--warmup', '1', '--minimum-ms', '0', '--drift-limit', '1000000'];
  const measured = await proxylab(['measure', 'local', '--network', file, '--table', 'mine', ...quick, ...lab]);
  assert.equal(measured.exitCode, 0, measured.stderr);
  const { table } = JSON.parse((await proxylab(['table', 'show', 'mine', ...lab])).stdout) as {
    table: { spaceId: string; names: string[] };
  };
  assert.equal(table.spaceId, 'custom');
  assert.match(table.names.join(), /^custom:[0-9a-f]{12}$/);
  const both = await proxylab(['measure', 'local', '--network', file, '--space', 'fbnet', ...lab]);
  assert.equal(both.exitCode, 2);
  assert.match(both.stderr, /Give either --space or --network/);
});
