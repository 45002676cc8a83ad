import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ORPCError } from '@orpc/client';
import { ConnectionLost, failure } from '../../renderer/state/failure.ts';

const data = { code: 'disk-full', remedy: 'Free some space.', details: '14 MB needed' };

test('an expected failure brings its own words', () => {
  assert.deepEqual(failure(new ORPCError('LAB', { message: 'The disk is full.', data })), { sentence: 'The disk is full.', ...data });
});

test('so does why a job failed, which comes as data', () => {
  assert.deepEqual(failure({ message: 'The disk is full.', ...data }), { sentence: 'The disk is full.', ...data });
});

test('anything else says that the program is at fault, with what happened in the details', () => {
  const words = failure(new TypeError('x is not a function'));
  assert.equal(words.code, null);
  assert.match(words.details, /TypeError: x is not a function/u);
  assert.match(failure(new ORPCError('INTERNAL_SERVER_ERROR')).sentence, /inside ProxyLab/u);
  assert.match(failure('odd').details, /odd/u);
});

test('values that the contract refuses, and a lost connection, are told apart', () => {
  assert.equal(failure(new ORPCError('BAD_REQUEST', { data: { issues: [] } })).code, 'invalid-input');
  assert.equal(failure(new ConnectionLost()).code, 'link-failed');
});
