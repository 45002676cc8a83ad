import { brokenOnnx, shownName, unsupportedOnnx } from '../onnx-error.ts';
import type { ProtobufField } from '../protobuf-reader.ts';

/** A stored tensor of a file: its form, and its values where they are few. */
export interface StoredTensor {
  readonly name: string;
  readonly dimensions: readonly number[];
  /** Number of elements that the dimensions give. */
  readonly elements: number;
  /** As numbered in ONNX: 1 is float32, 3 int8, … */
  readonly elementType: number;
  /** null for weights: they are counted, not read. */
  readonly values: readonly number[] | null;
  /** Byte of the file at which it begins. */
  readonly offset: number;
}

type Read = (view: DataView, offset: number) => number;

interface ElementType {
  readonly bytes: number;
  /** Absent where nothing in a graph needs its values. */
  readonly read?: Read;
}

const elementTypes: Readonly<Record<number, ElementType>> = {
  1: { bytes: 4, read: (view, offset) => view.getFloat32(offset, true) },
  2: { bytes: 1, read: (view, offset) => view.getUint8(offset) },
  3: { bytes: 1, read: (view, offset) => view.getInt8(offset) },
  4: { bytes: 2 },
  5: { bytes: 2 },
  6: { bytes: 4, read: (view, offset) => view.getInt32(offset, true) },
  7: { bytes: 8, read: (view, offset) => Number(view.getBigInt64(offset, true)) },
  9: { bytes: 1 },
  10: { bytes: 2 },
  11: { bytes: 8, read: (view, offset) => view.getFloat64(offset, true) },
  12: { bytes: 4 },
  13: { bytes: 8 },
  16: { bytes: 2 },
};

const maximumRank = 8;
/** Shapes, axes, bounds and scalars are never longer. */
const mostValues = 64;

/** Reads a TensorProto. `parse-failed` where its data do not have the size that its dimensions give. */
export function readTensor(field: ProtobufField): StoredTensor {
  let name = '';
  let elementType = 0;
  let isExternal = false;
  let raw: Uint8Array | null = null;
  let typed = 0;
  const dimensions: number[] = [];
  const values: number[] = [];
  for (const part of field.message()) {
    if (part.number === 1) part.appendIntegers(dimensions, maximumRank);
    else if (part.number === 2) elementType = part.integer();
    else if (part.number === 8) name = part.text();
    else if (part.number === 9) raw = part.bytes();
    else if (part.number === 4 || part.number === 10) typed += appendFixed(part, part.number === 4 ? 1 : 11, values);
    else if (part.number === 5 || part.number === 7 || part.number === 11) {
      const count = part.countIntegers();
      if (typed + count <= mostValues) part.appendIntegers(values, mostValues);
      typed += count;
    } else if (part.number === 13 || (part.number === 14 && part.integer() !== 0)) isExternal = true;
  }
  const label = `the tensor “${shownName(name)}”`;
  const type = elementTypes[elementType];
  if (isExternal) throw unsupportedOnnx(`${label} lies in another file`, 'Save the model as one file, without external data.');
  if (type === undefined)
    throw unsupportedOnnx(`${label} has the element type ${elementType}`, 'Export it in float32, or int8 in QDQ form.');
  const elements = sizeOf(dimensions);
  if (elements === null) throw brokenOnnx(field.offset, `${label} has impossible dimensions ${dimensions.join(' × ')}`);
  const stored = raw !== null && raw.length > 0 ? raw.length / type.bytes : typed;
  if (stored !== elements) throw brokenOnnx(field.offset, `${label} holds ${stored} values where its dimensions give ${elements}`);
  const fromRaw = raw !== null && raw.length > 0 ? decode(raw, type) : values;
  return { name, dimensions, elements, elementType, values: elements <= mostValues ? fromRaw : null, offset: field.offset };
}

/** Product of dimensions; null where one is negative or the product is beyond 2^53. */
export function sizeOf(dimensions: readonly number[]): number | null {
  const size = dimensions.reduce((product, side) => product * side, 1);
  return dimensions.every((side) => Number.isSafeInteger(side) && side >= 0) && Number.isSafeInteger(size) ? size : null;
}

function appendFixed(part: ProtobufField, elementType: 1 | 11, values: number[]): number {
  const bytes = part.fixedBytes();
  const type = elementTypes[elementType]!;
  const decoded = decode(bytes, type);
  if (decoded !== null && values.length + decoded.length <= mostValues) values.push(...decoded);
  return bytes.length / type.bytes;
}

/** null where there are too many values, or nothing needs them. */
function decode(bytes: Uint8Array, { bytes: size, read }: ElementType): readonly number[] | null {
  if (read === undefined || bytes.length > mostValues * size || bytes.length % size !== 0) return null;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return Array.from({ length: bytes.length / size }, (_, index) => read(view, index * size));
}
