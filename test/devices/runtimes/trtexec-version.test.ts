import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseTrtexecVersion } from '../../../main/devices/runtimes/trtexec-version.ts';

test('versions of one digit a part, and of two', () => {
  for (const [number, version] of [
    ['v7103', '7.1.3'],
    ['v8503', '8.5.3'],
    ['v100302', '10.3.2'],
    ['v101301', '10.13.1'],
  ] as const) {
    assert.equal(parseTrtexecVersion(`&&&& RUNNING TensorRT.trtexec [TensorRT ${number}] [b30] # trtexec --help\n`), version);
  }
});

test('anything else tells none', () => {
  for (const text of [
    '',
    'trtexec: not found',
    '[TensorRT v]',
    '[TensorRT v12]',
    '[TensorRT v0000]',
    '[TensorRT v99999999]',
    '[TensorRT v8503',
  ])
    assert.equal(parseTrtexecVersion(text), null, text);
});
