import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isLabError } from '../../../main/core/lab-error.ts';
import { parseTrtexecTimes } from '../../../main/devices/runtimes/trtexec-times.ts';

/** As TensorRT 8 writes it. */
const exported = `[
  { "startEnqMs" : 0.1, "endEnqMs" : 0.2, "startH2dMs" : 0.1, "endH2dMs" : 0.11, "startComputeMs" : 0.11, "endComputeMs" : 1.36, "startD2hMs" : 1.36, "endD2hMs" : 1.365, "h2dMs" : 0.01, "computeMs" : 1.25, "d2hMs" : 0.005, "latencyMs" : 1.265 }
  , { "startEnqMs" : 2.1, "endEnqMs" : 2.2, "endToEndMs" : 2, "h2dMs" : 0.02, "computeMs" : 1.5, "d2hMs" : 0.01, "latencyMs" : 1.53 }
]
`;

test('one object a run', () => {
  assert.deepEqual(parseTrtexecTimes(exported), [
    { latencyMs: 1.265, computeMs: 1.25, h2dMs: 0.01, d2hMs: 0.005 },
    { latencyMs: 1.53, computeMs: 1.5, h2dMs: 0.02, d2hMs: 0.01 },
  ]);
});

test('anything else is refused, with the run at fault', () => {
  for (const text of ['', '[', '[]', '{}', 'null', '[3]', exported.slice(0, -20)]) {
    assert.throws(
      () => parseTrtexecTimes(text),
      (error) => isLabError(error, 'parse-failed'),
    );
  }
  assert.throws(() => parseTrtexecTimes(exported.replace('"latencyMs" : 1.53', '"latencyMs" : -1')), /run 2 has no latencyMs/);
});
