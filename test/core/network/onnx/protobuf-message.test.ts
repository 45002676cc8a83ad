import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ProtobufMessage } from '../../../../main/core/network/onnx/protobuf-message.ts';

const hex = (message: ProtobufMessage): string => Buffer.from(message.encode()).toString('hex');

test('fields are encoded as the protocol buffers documentation shows', () => {
  assert.equal(hex(new ProtobufMessage().integer(1, 150)), '089601');
  assert.equal(hex(new ProtobufMessage().text(2, 'testing')), '120774657374696e67');
  assert.equal(hex(new ProtobufMessage().message(3, new ProtobufMessage().integer(1, 150))), '1a03089601');
  assert.equal(hex(new ProtobufMessage().integers(6, [3, 270, 86942])), '3206038e029ea705');
  assert.equal(hex(new ProtobufMessage().float(2, 1)), '150000803f');
  assert.equal(hex(new ProtobufMessage().integer(20, 7)), 'a00107');
});

test('integers beyond 32 bits and text beyond ASCII', () => {
  assert.equal(hex(new ProtobufMessage().integer(1, 2 ** 53 - 1)), '08ffffffffffffff0f');
  assert.equal(hex(new ProtobufMessage().text(1, '×')), '0a02c397');
});

test('lengths above 127 bytes are written in full, also of nested messages', () => {
  const inner = new ProtobufMessage().bytes(1, new Uint8Array(300).fill(7));
  const bytes = new ProtobufMessage().message(1, inner).encode();
  assert.equal(bytes.length, 300 + 3 + 3);
  assert.deepEqual(Buffer.from(bytes.slice(0, 6)).toString('hex'), '0aaf020aac02');
});

test('what is no unsigned integer is refused', () => {
  for (const value of [-1, 0.5, NaN, 2 ** 53]) assert.throws(() => new ProtobufMessage().integer(1, value), RangeError);
});
