import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createRouterClient } from '@orpc/server';
import { labErrorCode } from '../../preload/contract/error.ts';
import { labErrorCodes, LabError } from '../../main/core/lab-error.ts';
import { os } from '../../main/services/procedures.ts';

const failure = new LabError({ code: 'device-offline', message: 'The phone is gone.', remedy: 'Plug it in.', details: 'raw' });

function isContractError(error: unknown): boolean {
  const { code, message, data } = error as { code: string; message: string; data: unknown };
  assert.deepEqual(
    { code, message, data },
    { code: 'LAB', message: failure.message, data: { code: 'device-offline', remedy: 'Plug it in.', details: 'raw' } },
  );
  return true;
}

test('the contract and the core know the same error codes', () => {
  assert.deepEqual([...labErrorCode.options], [...labErrorCodes]);
});

test('an expected failure reaches the caller with code, sentence, remedy and details, also from within a stream', async () => {
  const client = createRouterClient({
    list: os.devices.list.handler(() => {
      throw failure;
    }),
    check: os.devices.check.handler(async function* () {
      yield { title: 'What it is', status: 'running' as const, detail: '', seconds: 0 };
      throw failure;
    }),
  });
  await assert.rejects(client.list(), isContractError);
  const steps = await client.check({ deviceId: 'x' });
  assert.equal((await steps.next()).done, false);
  await assert.rejects(steps.next(), isContractError);
});

test('a caller that leaves a stream lets its source clean up', async () => {
  let cleanedUp = false;
  const client = createRouterClient({
    check: os.devices.check.handler(async function* () {
      try {
        for (;;) yield { title: 'again', status: 'running' as const, detail: '', seconds: 0 };
      } finally {
        cleanedUp = true;
      }
    }),
  });
  for await (const step of await client.check({ deviceId: 'x' })) {
    assert.equal(step.title, 'again');
    break;
  }
  assert.ok(cleanedUp);
});
