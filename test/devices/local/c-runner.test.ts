import assert from 'node:assert/strict';
import { statSync } from 'node:fs';
import { test } from 'node:test';
import { findCRunner } from '../../../main/devices/local/c-runner.ts';
import { localRuntime } from '../../../main/devices/local/local-description.ts';

test('on x86-64 Linux a program that can be started, of another name than the usual runtime', async () => {
  const runner = findCRunner();
  if (process.platform !== 'linux' || process.arch !== 'x64') return assert.equal(runner, null);
  assert.ok(runner !== null);
  assert.notEqual(runner.runtime, localRuntime);
  const [program = '', , library = ''] = await runner.words();
  assert.ok((statSync(program).mode & 0o111) !== 0 && statSync(library).size > 1e6);
});
