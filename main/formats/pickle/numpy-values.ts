import type { PickleDtype } from './pickle-value.ts';

type Read = (view: DataView, offset: number, littleEndian: boolean) => number;

const readers: ReadonlyMap<string, { readonly bytes: number; readonly read: Read }> = new Map([
  ['f4', { bytes: 4, read: (view, offset, little) => view.getFloat32(offset, little) }],
  ['f8', { bytes: 8, read: (view, offset, little) => view.getFloat64(offset, little) }],
  ['i1', { bytes: 1, read: (view, offset) => view.getInt8(offset) }],
  ['i2', { bytes: 2, read: (view, offset, little) => view.getInt16(offset, little) }],
  ['i4', { bytes: 4, read: (view, offset, little) => view.getInt32(offset, little) }],
  ['i8', { bytes: 8, read: (view, offset, little) => Number(view.getBigInt64(offset, little)) }],
  ['u1', { bytes: 1, read: (view, offset) => view.getUint8(offset) }],
  ['b1', { bytes: 1, read: (view, offset) => view.getUint8(offset) }],
  ['u2', { bytes: 2, read: (view, offset, little) => view.getUint16(offset, little) }],
  ['u4', { bytes: 4, read: (view, offset, little) => view.getUint32(offset, little) }],
  ['u8', { bytes: 8, read: (view, offset, little) => Number(view.getBigUint64(offset, little)) }],
] satisfies [string, { bytes: number; read: Read }][]);

export function isNumericType(code: string): boolean {
  return readers.has(code);
}

/** Bytes of one value of a numeric type. */
export function bytesOfType(code: string): number {
  return readers.get(code)!.bytes;
}

/** The numbers that a NumPy buffer holds; undefined where it is not `count` values of that type. */
export function numpyValues(dtype: PickleDtype, bytes: Uint8Array, count: number): Float64Array | undefined {
  const reader = readers.get(dtype.code);
  if (reader === undefined || bytes.length !== count * reader.bytes) return undefined;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return Float64Array.from({ length: count }, (_, index) => reader.read(view, index * reader.bytes, !dtype.isBigEndian));
}
