import assert from 'node:assert/strict';
import { test } from 'node:test';
import { gate } from '../../../main/core/transfer/gate.ts';

test('the proxy is reused from SRCC 0.9 on', () => {
  assert.deepEqual(gate([1, 2, 3, 4, 5], [1, 2, 3, 5, 4]), { srcc: 0.9, advice: 'reuse' });
  assert.equal(gate([1, 2, 3, 4, 5], [1, 3, 2, 5, 4]).advice, 'adapt');
  assert.deepEqual(gate([1, 1, 1, 1], [1, 2, 3, 4]), { srcc: null, advice: 'adapt' });
});
