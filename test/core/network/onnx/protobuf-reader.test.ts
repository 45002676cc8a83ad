import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ProtobufMessage } from '../../../../main/core/network/onnx/protobuf-message.ts';
import { type ProtobufField, protobufFields } from '../../../../main/core/network/onnx/protobuf-reader.ts';

function only(bytes: Uint8Array): ProtobufField {
  const [field, ...others] = protobufFields(bytes, 1000);
  assert.ok(field !== undefined && others.length === 0);
  return field;
}

function varint(value: bigint): number[] {
  const bytes: number[] = [];
  let rest = BigInt.asUintN(64, value);
  for (; rest >= 128n; rest >>= 7n) bytes.push(Number(rest % 128n) + 128);
  return [...bytes, Number(rest)];
}

test('fields of every kind come back as they were written', () => {
  const inner = new ProtobufMessage().text(3, 'größe');
  const message = new ProtobufMessage()
    .integer(1, 300)
    .float(2, 0.5)
    .integers(4, [1, 128, 70_000])
    .message(5, inner)
    .bytes(6, Uint8Array.of(7, 8));
  const [a, b, c, d, e, ...rest] = protobufFields(message.encode(), 1000);
  assert.equal(a?.integer(), 300);
  assert.equal(b?.float(), 0.5);
  const integers: number[] = [];
  c?.appendIntegers(integers, 3);
  assert.deepEqual(integers, [1, 128, 70_000]);
  assert.equal(c?.countIntegers(), 3);
  assert.deepEqual(
    [...(d?.message() ?? [])].map((field) => [field.number, field.text()]),
    [[3, 'größe']],
  );
  assert.deepEqual(e?.bytes(), Uint8Array.of(7, 8));
  assert.deepEqual(rest, []);
});

test('64-bit integers keep their sign', () => {
  for (const value of [0n, 1n, -1n, -2n, 127n, 128n, -300n, 2n ** 53n - 1n, 1n - 2n ** 53n, 2n ** 62n, -(2n ** 63n)])
    assert.equal(only(Uint8Array.from([8, ...varint(value)])).integer(), Number(value));
});

test('what is no message is refused with its place', () => {
  const cases: readonly (readonly [readonly number[], RegExp])[] = [
    [[0x0a, 5, 1, 2], /byte 0: field 1 goes on for 3 bytes beyond the end/],
    [[0x08, 0x80], /byte 2: it ends in the midst of an integer/],
    [[0x08, ...Array<number>(11).fill(0x80)], /byte 1: an integer of more than 10 bytes/],
    [[0x0b], /byte 0: no field/],
    [[0x00, 1], /byte 0: no field/],
    [[0x0a, ...varint(-1n)], /byte 1: a negative length/],
    [[0x0a, ...varint(2n ** 62n)], /byte 0: field 1 goes on for/],
    [[0x0d, 1, 2], /byte 0: field 1 goes on for 2 bytes/],
  ];
  for (const [bytes, message] of cases)
    assert.throws(() => [...protobufFields(Uint8Array.from(bytes), 1000)], { code: 'parse-failed', message });
});

test('a field that is written as something else is refused', () => {
  const field = only(new ProtobufMessage().integer(1, 3).encode());
  for (const read of [() => field.text(), () => field.float(), () => [...field.message()], () => field.fixedBytes()])
    assert.throws(read, { code: 'parse-failed', message: /byte 0/ });
  assert.throws(() => only(Uint8Array.of(0x0a, 1, 0xff)).text(), { code: 'parse-failed', message: /not UTF-8/ });
  assert.throws(() => only(new ProtobufMessage().integers(1, [1, 2, 3]).encode()).appendIntegers([], 2), {
    message: /more than 2 integers/,
  });
  assert.throws(() => only(new ProtobufMessage().text(1, 'x'.repeat(5000)).encode()).text(), { message: /a name of 5000 bytes/ });
});

test('nesting costs nothing, and the number of fields is bounded', () => {
  let nested = new ProtobufMessage().integer(1, 1);
  for (let depth = 0; depth < 1000; depth++) nested = new ProtobufMessage().message(1, nested);
  assert.equal([...protobufFields(nested.encode(), 1)].length, 1);
  assert.throws(
    () => [
      ...protobufFields(
        new Uint8Array(300).fill(1).map((_, i) => (i % 2 === 0 ? 8 : 1)),
        100,
      ),
    ],
    { code: 'unsupported' },
  );
});
