import { shown } from '../table-place.ts';
import { isNumericType, numpyValues } from './numpy-values.ts';
import type { PickleBytes } from './pickle-bytes.ts';
import { isPickleObject, type PickleDtype, type PickleGlobal, type PickleValue, sequenceItems } from './pickle-value.ts';
import { rebuiltTensor, storageTypes } from './torch-tensor.ts';

/**
 * What the few functions give that NumPy arrays and numbers and PyTorch tensors are pickled with. None of them is executed: each is worked out from its
 * arguments. NumPy 2 has moved its own from `numpy.core` to `numpy._core`.
 */
const calls: ReadonlyMap<string, (args: readonly PickleValue[], bytes: PickleBytes) => PickleValue> = new Map([
  ['numpy.core.multiarray._reconstruct', emptyArray],
  ['numpy.core.multiarray.scalar', scalar],
  ['numpy.core.numeric._frombuffer', fromBuffer],
  ['numpy.dtype', dtype],
  ['_codecs.encode', encodedBytes],
  ['__builtin__.bytes', noBytes],
  ['collections.OrderedDict', emptyDict],
  ['torch._utils._rebuild_tensor_v2', rebuiltTensor],
]);

/** Types that stand as arguments only. */
const types = ['numpy.ndarray', ...storageTypes.keys()];

/** The global of that name; refused unless it only puts data together. */
export function pickleGlobal(module: string, name: string, bytes: PickleBytes): PickleGlobal {
  const full = `${module}.${name}`.replace(/^numpy\._core\./, 'numpy.core.');
  if (calls.has(full) || types.includes(full)) return { kind: 'global', name: full };
  throw refusedCall(full, bytes);
}

export function refusedCall(name: string, bytes: PickleBytes): Error {
  return bytes.error(
    `it asks for “${shown(name)}”, and only plain data, NumPy arrays and tensors are read, never code`,
    'Save the data as lists, dictionaries and numbers, or as CSV.',
  );
}

/** The result of a call, worked out. */
export function pickleCall(callee: PickleValue | undefined, args: PickleValue | undefined, bytes: PickleBytes): PickleValue {
  const list = sequenceItems(args);
  if (callee === undefined || !isPickleObject(callee) || callee.kind !== 'global' || list === undefined) {
    throw bytes.error('it calls something that is no function');
  }
  const call = calls.get(callee.name);
  if (call === undefined) throw refusedCall(callee.name, bytes);
  return call(list, bytes);
}

/** Fills an array or a type with its pickled state. */
export function pickleBuild(target: PickleValue | undefined, state: PickleValue | undefined, bytes: PickleBytes): void {
  const parts = sequenceItems(state);
  if (target !== undefined && isPickleObject(target) && parts !== undefined) {
    if (target.kind === 'dtype') {
      target.isBigEndian = parts[1] === '>';
      return;
    }
    if (target.kind === 'array') {
      const [, shape, type, isFortran, raw] = parts;
      if (isFortran === true || isFortran === 1) throw bytes.error('an array is stored column by column', 'Save it in C order.');
      Object.assign(target, arrayOf(shape, type, raw, bytes));
      return;
    }
  }
  throw bytes.error('it sets the state of something that is no array');
}

function emptyArray(): PickleValue {
  return { kind: 'array', shape: [0], values: new Float64Array() };
}

function dtype([code]: readonly PickleValue[], bytes: PickleBytes): PickleValue {
  const written = typeof code === 'string' ? code : '';
  const plain = written.replace(/^[<>=|]/, '');
  if (!isNumericType(plain)) throw bytes.error(`an array of the type “${shown(written)}” holds no plain numbers`);
  return { kind: 'dtype', code: plain, isBigEndian: written.startsWith('>') };
}

function scalar([type, raw]: readonly PickleValue[], bytes: PickleBytes): PickleValue {
  return arrayOf({ kind: 'tuple', items: [1] }, type, raw, bytes).values[0]!;
}

/** `_frombuffer(buffer, dtype, shape, order)` of protocol 5. */
function fromBuffer([raw, type, shape, order]: readonly PickleValue[], bytes: PickleBytes): PickleValue {
  if (order !== 'C' && sequenceItems(shape)?.length !== 1) {
    throw bytes.error('an array is stored column by column', 'Save it in C order.');
  }
  return { kind: 'array', ...arrayOf(shape, type, raw, bytes) };
}

/** Protocols below 3 write empty bytes as a call without arguments. */
function noBytes(args: readonly PickleValue[], bytes: PickleBytes): PickleValue {
  if (args.length > 0) throw refusedCall('__builtin__.bytes', bytes);
  return new Uint8Array();
}

function emptyDict(args: readonly PickleValue[], bytes: PickleBytes): PickleValue {
  if (args.length > 0) throw refusedCall('collections.OrderedDict', bytes);
  return { kind: 'dict', entries: [] };
}

/** Protocols below 3 write bytes as text. */
function encodedBytes([text, encoding]: readonly PickleValue[], bytes: PickleBytes): PickleValue {
  if (typeof text !== 'string' || (encoding !== 'latin1' && encoding !== 'latin-1')) throw bytes.error('bytes are not written as Latin-1');
  bytes.claim(text.length);
  return new Uint8Array(Buffer.from(text, 'latin1'));
}

function arrayOf(shape: PickleValue | undefined, type: PickleValue | undefined, raw: PickleValue | undefined, bytes: PickleBytes) {
  const sides = sequenceItems(shape)?.map((side) => (typeof side === 'number' && Number.isInteger(side) && side >= 0 ? side : NaN));
  const count = sides?.reduce((product, side) => product * side, 1) ?? NaN;
  if (Number.isSafeInteger(count)) bytes.claim(count * Float64Array.BYTES_PER_ELEMENT);
  const data = typeof raw === 'string' ? new Uint8Array(Buffer.from(raw, 'latin1')) : raw;
  const values = data instanceof Uint8Array && isDtype(type) && Number.isSafeInteger(count) ? numpyValues(type, data, count) : undefined;
  if (sides === undefined || values === undefined) throw bytes.error('an array does not have as many values as its shape says');
  return { shape: sides, values };
}

function isDtype(value: PickleValue | undefined): value is PickleDtype {
  return value !== undefined && isPickleObject(value) && value.kind === 'dtype';
}
