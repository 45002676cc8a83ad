import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { compileKernels } from '../../../build/compile-kernels.ts';
import { decodeBase64 } from '../../../main/core/kernels/decode-base64.ts';
import { kernelBytes } from '../../../main/core/kernels/kernel-bytes.ts';
import { holdKernels, Kernels } from '../../../main/core/kernels/kernels.ts';
import { isLabError } from '../../../main/core/lab-error.ts';

test('what is kept is what the sources compile to, byte for byte', async () => {
  const kept = readFileSync(new URL('../../../main/core/kernels/kernel-bytes.ts', import.meta.url), 'utf8');
  assert.equal(await compileKernels(), kept, 'run `npm run build:kernels`');
});

test('base64 of every length is decoded', () => {
  for (const text of ['', 'a', 'ab', 'abc', 'abcd', '\u00ff\u0000~']) {
    const bytes = Buffer.from(text);
    assert.deepEqual(Buffer.from(decodeBase64(bytes.toString('base64'))), bytes);
  }
  assert.ok(WebAssembly.validate(decodeBase64(kernelBytes)));
});

test('a scope gives separate aligned arrays and ends with its call', () => {
  const kernels = new Kernels();
  const sum = kernels.scope([8 * 3, 5, 4 * 7], (_run, arena) => {
    const values = arena.copyOf([1, 2, 3]);
    for (const { byteOffset } of [values, arena.uint8(5).fill(255), arena.int32(7).fill(-1)]) assert.equal(byteOffset % 64, 0);
    assert.throws(() => arena.float64(100), RangeError);
    assert.throws(() => kernels.scope([8], () => 0), /open already/);
    return values.reduce((a, b) => a + b, 0);
  });
  assert.equal(sum, 6);
  assert.throws(
    () =>
      kernels.scope([8], () => {
        throw new Error('inside');
      }),
    /inside/,
  );
  assert.equal(
    kernels.scope([8], () => 1),
    1,
    'a scope that threw is closed',
  );
});

test('memory grows with what is asked for, is given back after large work, and a clear error says when it is too much', () => {
  const kernels = new Kernels();
  const size = (bytes: number) => kernels.scope([bytes], (_run, arena) => arena.uint8(bytes).buffer.byteLength);
  const before = size(8);
  assert.ok(size(200 * 2 ** 20) > 200 * 2 ** 20);
  assert.equal(size(8), before, 'the grown instance was let go');
  assert.ok(size(20 * 2 ** 20) > before);
  assert.ok(size(8) > 20 * 2 ** 20, 'moderate memory is kept');
  assert.throws(
    () => size(5 * 2 ** 30),
    (error) => isLabError(error, 'unsupported') && error.message.includes('5,121 MiB') && error.remedy !== '',
  );
  assert.ok(size(8) > 0);
});

test('kernels can be held, with zeroed memory of their own', () => {
  const [first, second] = [holdKernels([80]), holdKernels([80])];
  const values = first.arena.float64(10);
  assert.deepEqual([...values], Array<number>(10).fill(0));
  values.fill(1);
  assert.ok(second.arena.float64(10).every((value) => value === 0));
  assert.throws(() => first.arena.float64(100), RangeError);
});

test('without SIMD the same calls work in plain code, with the same bits', () => {
  const script = (preparation: string) => `
    ${preparation}
    const { sharedKernels } = await import('./main/core/kernels/kernels.ts');
    const { symmetricEigen } = await import('./main/core/linalg/symmetric-eigen.ts');
    const data = Float64Array.from({ length: 900 }, (_, i) => Math.round(1000 * Math.sin(i * i)));
    const vectors = [...symmetricEigen({ rows: 30, cols: 30, data }).vectors.data];
    console.log(JSON.stringify({ vectors, compiled: sharedKernels().scope([8], (run) => run.heapStart() > 0) }));`;
  const root = new URL('../../../', import.meta.url);
  const run = (preparation = '') => {
    const args = ['--input-type=module', '-e', script(preparation)];
    const { stdout, stderr } = spawnSync(process.execPath, args, { cwd: root, encoding: 'utf8' });
    assert.notEqual(stdout, '', stderr);
    return JSON.parse(stdout) as { vectors: number[]; compiled: boolean };
  };
  const compiled = run();
  const plain = run('WebAssembly.validate = () => false;');
  assert.deepEqual([compiled.compiled, plain.compiled], [true, false]);
  assert.deepEqual(plain.vectors, compiled.vectors);
});
