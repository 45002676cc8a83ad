import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isLabError } from '../../../main/core/lab-error.ts';
import { isPickleObject, type PickleValue } from '../../../main/formats/pickle/pickle-value.ts';
import { largestPickleBytes, readPickle } from '../../../main/formats/pickle/read-pickle.ts';
import { needs, needsPythonModule, python } from '../../helpers/requirements.ts';
import { pythonPickle } from './python-pickle.ts';

const protocols = [0, 1, 2, 3, 4, 5];

/** As plain values: lists and tuples as arrays, dictionaries as arrays of pairs. */
function plain(value: PickleValue): unknown {
  if (!isPickleObject(value)) return value instanceof Uint8Array ? [...value] : value;
  switch (value.kind) {
    case 'dict':
      return value.entries.map(([key, item]) => [plain(key), plain(item)]);
    case 'array':
      return { shape: value.shape, values: [...value.values] };
    case 'list':
    case 'tuple':
    case 'set':
      return value.items.map(plain);
    default:
      return value;
  }
}

const plainData = `[None, True, False, 0, 1, 255, 256, 65536, -1, -2**31, 2**40, -2**70, 1.5, -0.0, 1e300, float('inf'),
  'abc', 'ä\\n€😀\\\\u', (), (1,), (1, 2), (1, 2, 3), (1, 2, 3, 4), [[]], {}, {'a': [1, 2], (1, 2): 0.25}, b'\\x00\\xff', ['x'] * 3]`;

for (const protocol of protocols) {
  test(`reads plain data of protocol ${protocol}`, { skip: needs(python) }, () => {
    const x = plain(readPickle('data.pickle', pythonPickle(plainData, protocol)));
    assert.deepEqual(x, [
      null,
      true,
      false,
      0,
      1,
      255,
      256,
      65536,
      -1,
      -(2 ** 31),
      2 ** 40,
      -(2n ** 70n),
      1.5,
      -0,
      1e300,
      Infinity,
      'abc',
      'ä\n€😀\\u',
      [],
      [1],
      [1, 2],
      [1, 2, 3],
      [1, 2, 3, 4],
      [[]],
      [],
      [
        ['a', [1, 2]],
        [[1, 2], 0.25],
      ],
      [0, 255],
      ['x', 'x', 'x'],
    ]);
  });

  test(`reads NumPy arrays and numbers of protocol ${protocol}`, { skip: needsPythonModule('numpy') }, () => {
    const expression = `{'a': numpy.array([1.5, -2.25]), 'b': numpy.array([[1, 2], [3, 4]], dtype='>i2'), 'c': numpy.float32(0.5),
      'd': [numpy.float64(1/3), numpy.int64(-7)], 'e': numpy.zeros((0,))}`;
    const x = plain(readPickle('data.pickle', pythonPickle(expression, protocol, 'import numpy')));
    assert.deepEqual(x, [
      ['a', { shape: [2], values: [1.5, -2.25] }],
      ['b', { shape: [2, 2], values: [1, 2, 3, 4] }],
      ['c', 0.5],
      ['d', [1 / 3, -7]],
      ['e', { shape: [0], values: [] }],
    ]);
  });

  test(`refuses code of protocol ${protocol} by its name`, { skip: needs(python) }, () => {
    const setup = `import os, collections\nclass Evil:\n  def __reduce__(self): return (os.system, ('touch pwned',))\nclass Plain: pass`;
    const refused = (expression: string, name: RegExp): void => {
      assert.throws(() => readPickle('data.pickle', pythonPickle(expression, protocol, setup)), {
        name: 'LabError',
        code: 'parse-failed',
        message: name,
      });
    };
    refused('Evil()', /data\.pickle, byte \d+: it asks for “(posix|nt)\.system”/);
    refused('[1, Plain()]', /it asks for “(__main__\.Plain|copy_reg\._reconstructor|copyreg\._reconstructor)”/);
    refused('collections.Counter', /“collections\.Counter”/);
    refused('eval', /“(builtins|__builtin__)\.eval”/);
  });
}

const wrong: readonly (readonly [string, readonly number[] | string, RegExp])[] = [
  ['nothing', '', /byte 0: the pickle ends too early/],
  ['a text', 'arch,x\n', /is no instruction|not there|no list/],
  ['a later protocol', [0x80, 6, 0x2e], /protocol 6/],
  ['a truncated number', [0x80, 4, 0x4a, 1, 2], /byte 2: the pickle ends too early/],
  ['an endless string', [0x42, 0xff, 0xff, 0xff, 0xff], /longer than/],
  ['a huge length', [0x8d, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff], /longer than/],
  ['a negative length', [0x54, 0xff, 0xff, 0xff, 0xff], /negative/],
  ['an endless number', [0x8b, 0xff, 0xff, 0, 0], /too long/],
  ['text that is not UTF-8', [0x8c, 1, 0xff, 0x2e], /not UTF-8/],
  ['an empty stack', '.', /takes a value/],
  ['a mark that is not there', 'e', /goes back to a mark/],
  ['a memo that is not there', 'h\x05.', /recalls/],
  ['a negative memo', 'Np-1\n.', /memo/],
  ['adding to a number', 'I1\nI2\na.', /no list/],
  ['a key without value', '(I1\nd.', /no value/],
  ['too deep nesting', '('.repeat(1001), /nested more than 1000 deep/],
  ['a call of no function', 'I1\n)R.', /no function/],
  ['a class', 'ios\nsystem\n', /“os\.system”/],
  ['an object outside', 'Pabc\n.', /outside of the file/],
  ['a short array', "cnumpy.core.numeric\n_frombuffer\n(C\x01acnumpy\ndtype\n(S'f8'\ntR(I1\ntS'C'\ntR.", /as many values/],
];

for (const [what, content, message] of wrong) {
  test(`refuses ${what}`, () => {
    const bytes = typeof content === 'string' ? Buffer.from(content, 'latin1') : Uint8Array.from(content);
    assert.throws(
      () => readPickle('data.pickle', bytes),
      (error) => isLabError(error, 'parse-failed') && message.test(error.message) && /^data\.pickle, byte \d+: /.test(error.message),
    );
  });
}

test('refuses too large a pickle and too many values', () => {
  assert.throws(() => readPickle('data.pickle', new Uint8Array(largestPickleBytes + 1)), { code: 'parse-failed', message: /larger than/ });
  const manyValues = Buffer.alloc(8_000_001, 0x4e);
  assert.throws(() => readPickle('data.pickle', manyValues), { code: 'parse-failed', message: /more than 4000000 values/ });
});

test('refuses arrays that take more than the file could hold', () => {
  const count = 1_000_000;
  const length = Buffer.alloc(4);
  length.writeUInt32LE(8 * count);
  const numbers = Buffer.alloc(4);
  numbers.writeUInt32LE(count);
  const once = Buffer.concat([
    Buffer.from("cnumpy.core.numeric\n_frombuffer\n(h\x00cnumpy\ndtype\n(S'f8'\ntR(J", 'latin1'),
    numbers,
    Buffer.from("tS'C'\ntR", 'latin1'),
  ]);
  const again = (times: number): Buffer =>
    Buffer.concat([
      Buffer.from('B'),
      length,
      Buffer.alloc(8 * count),
      Buffer.from('q\x00', 'latin1'),
      ...Array<Buffer>(times).fill(once),
      Buffer.from('.'),
    ]);
  assert.ok(isPickleObject(readPickle('data.pickle', again(2))));
  assert.throws(() => readPickle('data.pickle', again(1000)), { code: 'parse-failed', message: /arrays take more than 268435456 bytes/ });
});

test('a list that contains itself is read', () => {
  const value = readPickle('data.pickle', Buffer.from(']q\x00h\x00a.', 'latin1'));
  assert.ok(isPickleObject(value) && value.kind === 'list' && value.items[0] === value);
});
