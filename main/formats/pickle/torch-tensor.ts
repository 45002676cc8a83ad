import type { PickleBytes } from './pickle-bytes.ts';
import { isPickleObject, type PickleArray, type PickleValue, sequenceItems } from './pickle-value.ts';

/** PyTorch's storages of plain numbers and NumPy's codes of what they hold. */
export const storageTypes: ReadonlyMap<string, string> = new Map([
  ['torch.FloatStorage', 'f4'],
  ['torch.DoubleStorage', 'f8'],
  ['torch.LongStorage', 'i8'],
  ['torch.IntStorage', 'i4'],
  ['torch.ShortStorage', 'i2'],
  ['torch.CharStorage', 'i1'],
  ['torch.ByteStorage', 'u1'],
  ['torch.BoolStorage', 'b1'],
]);

const mostAxes = 16;

/** What `torch._utils._rebuild_tensor_v2(storage, offset, size, stride, …)` gives, with its values in C order. */
export function rebuiltTensor([storage, offset, size, stride]: readonly PickleValue[], bytes: PickleBytes): PickleArray {
  const [shape, steps] = [wholeNumbers(size), wholeNumbers(stride)];
  const isStorage = storage !== undefined && isPickleObject(storage) && storage.kind === 'array';
  if (!isStorage || !isWhole(offset) || shape === undefined || shape.length !== steps?.length || shape.length > mostAxes)
    throw bytes.error('a tensor is not put together as PyTorch does it');
  const indices = elementIndices(offset, shape, steps, storage.values.length);
  if (indices === undefined) throw bytes.error('a tensor reaches beyond its storage');
  bytes.claim(indices.length * Float64Array.BYTES_PER_ELEMENT);
  return { kind: 'array', shape, values: Float64Array.from(indices, (index) => storage.values[index]!) };
}

function isWhole(value: PickleValue | undefined): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;
}

function wholeNumbers(value: PickleValue | undefined): readonly number[] | undefined {
  const items = sequenceItems(value);
  return items?.every(isWhole) ? items : undefined;
}

/** Where a tensor's elements lie, in C order; undefined where one lies outside, or where they are more than the storage has. */
function elementIndices(
  start: number,
  shape: readonly number[],
  steps: readonly number[],
  available: number,
): readonly number[] | undefined {
  const count = shape.reduce((product, side) => product * side, 1);
  const last = shape.reduce((sum, side, axis) => sum + (side - 1) * steps[axis]!, start);
  if (count === 0) return [];
  if (count > available || last >= available) return undefined;
  return shape.reduce(
    (indices, side, axis) => indices.flatMap((index) => Array.from({ length: side }, (_, place) => index + place * steps[axis]!)),
    [start],
  );
}
