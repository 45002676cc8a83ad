/** A Python object of a pickle, as plain data. */
export type PickleValue = null | boolean | number | bigint | string | Uint8Array | PickleObject;

export type PickleObject = PickleSequence | PickleDict | PickleArray | PickleDtype | PickleGlobal;

export interface PickleSequence {
  readonly kind: 'list' | 'tuple' | 'set';
  readonly items: PickleValue[];
}

export interface PickleDict {
  readonly kind: 'dict';
  /** In the order of the file; a key that is set twice stands here twice. */
  readonly entries: [key: PickleValue, value: PickleValue][];
}

/** A NumPy array; `values` in C order. */
export interface PickleArray {
  readonly kind: 'array';
  shape: readonly number[];
  values: Float64Array;
}

/** A NumPy type: a code such as `f8` and the byte order of its values. */
export interface PickleDtype {
  readonly kind: 'dtype';
  readonly code: string;
  isBigEndian: boolean;
}

/** The name of one of the few functions that only put data together; it is never called, what it would give is worked out here. */
export interface PickleGlobal {
  readonly kind: 'global';
  readonly name: string;
}

export function isPickleObject(value: PickleValue): value is PickleObject {
  return typeof value === 'object' && value !== null && 'kind' in value;
}

/** The items of a list or tuple; undefined for anything else. */
export function sequenceItems(value: PickleValue | undefined): readonly PickleValue[] | undefined {
  return value !== undefined && isPickleObject(value) && (value.kind === 'list' || value.kind === 'tuple') ? value.items : undefined;
}

/** The entries of a dictionary; undefined for anything else. */
export function dictEntries(value: PickleValue | undefined): PickleDict['entries'] | undefined {
  return value !== undefined && isPickleObject(value) && value.kind === 'dict' ? value.entries : undefined;
}

/** The numbers of a one-dimensional array or of a list of numbers; undefined for anything else. */
export function pickledNumbers(value: PickleValue | undefined): ArrayLike<number> | undefined {
  if (value === undefined || !isPickleObject(value)) return undefined;
  if (value.kind === 'array') return value.shape.length === 1 ? value.values : undefined;
  const items = sequenceItems(value);
  return items?.every((item) => typeof item === 'number') ? items : undefined;
}
