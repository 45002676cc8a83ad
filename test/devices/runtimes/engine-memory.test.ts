import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isLabError } from '../../../main/core/lab-error.ts';
import { checkEngineMemory, engineBuildBytes } from '../../../main/devices/runtimes/engine-memory.ts';

test('an engine is not built where it would be killed', () => {
  const modelBytes = 14e6;
  checkEngineMemory(modelBytes, null);
  checkEngineMemory(modelBytes, engineBuildBytes(modelBytes));
  assert.throws(() => checkEngineMemory(modelBytes, 300e6), (error) => isLabError(error, 'out-of-memory')); // prettier-ignore
});
