import { brokenOnnx, shownName, unsupportedOnnx } from '../onnx-error.ts';
import { type ProtobufField, protobufFields } from '../protobuf-reader.ts';
import { readTensor, type StoredTensor } from './tensor.ts';

/** What a file may have at most. */
export interface OnnxLimits {
  readonly bytes: number;
  readonly nodes: number;
  /** Fields that are looked at; bounds the memory that a file can claim. */
  readonly fields: number;
}

export const usualOnnxLimits: OnnxLimits = { bytes: 512 * 2 ** 20, nodes: 10_000, fields: 2_000_000 };

export type StoredAttribute =
  | { readonly kind: 'float' | 'integer'; readonly value: number }
  | { readonly kind: 'text'; readonly value: string }
  | { readonly kind: 'numbers'; readonly values: readonly number[] }
  | { readonly kind: 'tensor'; readonly tensor: StoredTensor }
  | { readonly kind: 'other' };

export interface StoredNode {
  readonly name: string;
  readonly operator: string;
  readonly domain: string;
  /** Names of values; empty where an optional one is left out. */
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
  readonly attributes: ReadonlyMap<string, StoredAttribute>;
  /** Byte of the file at which it begins. */
  readonly offset: number;
}

/** An input or output of the graph. */
export interface StoredPort {
  readonly name: string;
  readonly elementType: number;
  /** null: left open in the file. */
  readonly dimensions: readonly (number | null)[];
}

/** An ONNX file as it is written; nothing is understood yet. */
export interface OnnxFile {
  readonly producer: string;
  readonly operatorSet: number;
  readonly graphName: string;
  readonly nodes: readonly StoredNode[];
  readonly initialisers: readonly StoredTensor[];
  readonly inputs: readonly StoredPort[];
  readonly outputs: readonly StoredPort[];
}

const [oldestOperatorSet, newestOperatorSet] = [7, 25];
const longestList = 4096;
const maximumRank = 8;

/** Reads the file's messages. `parse-failed` with the byte where it is broken; `unsupported` beyond the limits or for another operator set. */
export function readOnnxFile(bytes: Uint8Array, limits: OnnxLimits): OnnxFile {
  if (bytes.length > limits.bytes)
    throw unsupportedOnnx(`its file has ${bytes.length} bytes, the limit is ${limits.bytes}`, 'Give a smaller network.');
  if (bytes.length === 0) throw brokenOnnx(0, 'it is empty');
  let producer = '';
  let operatorSet: number | null = null;
  let graph: ReturnType<typeof readGraph> | null = null;
  for (const field of protobufFields(bytes, limits.fields)) {
    if (field.number === 2) producer = field.text();
    else if (field.number === 7) {
      if (graph !== null) throw brokenOnnx(field.offset, 'it has a second graph');
      graph = readGraph(field, limits);
    } else if (field.number === 8) operatorSet = readOperatorSet(field) ?? operatorSet;
  }
  if (graph === null) throw brokenOnnx(bytes.length, 'it ends without a graph');
  if (operatorSet === null) throw brokenOnnx(bytes.length, 'it ends without naming its operator set');
  if (operatorSet < oldestOperatorSet || operatorSet > newestOperatorSet) {
    const known = `${oldestOperatorSet} to ${newestOperatorSet}`;
    throw unsupportedOnnx(`its operator set is ${operatorSet}, known are ${known}`, `Export it with an operator set from ${known}.`);
  }
  return { producer, operatorSet, ...graph };
}

/** null for operators of other domains. */
function readOperatorSet(field: ProtobufField): number | null {
  let domain = '';
  let version = 0;
  for (const part of field.message()) {
    if (part.number === 1) domain = part.text();
    else if (part.number === 2) version = part.integer();
  }
  return domain === '' || domain === 'ai.onnx' ? version : null;
}

function readGraph(field: ProtobufField, limits: OnnxLimits) {
  let graphName = '';
  const nodes: StoredNode[] = [];
  const initialisers: StoredTensor[] = [];
  const inputs: StoredPort[] = [];
  const outputs: StoredPort[] = [];
  for (const part of field.message()) {
    if (part.number === 1) {
      if (nodes.push(readNode(part)) > limits.nodes)
        throw unsupportedOnnx(`it has more than ${limits.nodes} nodes`, 'Give a smaller network.');
    } else if (part.number === 2) graphName = part.text();
    else if (part.number === 5) initialisers.push(readTensor(part));
    else if (part.number === 11) inputs.push(readPort(part));
    else if (part.number === 12) outputs.push(readPort(part));
    else if (part.number === 15) throw unsupportedOnnx('it has sparse weights', 'Export it with dense weights.', `byte: ${part.offset}`);
  }
  return { graphName, nodes, initialisers, inputs, outputs };
}

function readNode(field: ProtobufField): StoredNode {
  let [name, operator, domain] = ['', '', ''];
  const inputs: string[] = [];
  const outputs: string[] = [];
  const attributes = new Map<string, StoredAttribute>();
  for (const part of field.message()) {
    if (part.number === 1) inputs.push(part.text());
    else if (part.number === 2) outputs.push(part.text());
    else if (part.number === 3) name = part.text();
    else if (part.number === 4) operator = part.text();
    else if (part.number === 5) {
      const [key, attribute] = readAttribute(part);
      attributes.set(key, attribute);
    } else if (part.number === 7) domain = part.text();
  }
  if (operator === '') throw brokenOnnx(field.offset, `the node “${shownName(name)}” has no operator`);
  return { name, operator, domain, inputs, outputs, attributes, offset: field.offset };
}

function readAttribute(field: ProtobufField): readonly [string, StoredAttribute] {
  let name = '';
  let attribute: StoredAttribute = { kind: 'other' };
  const integers: number[] = [];
  const floats: number[] = [];
  for (const part of field.message()) {
    if (part.number === 1) name = part.text();
    else if (part.number === 2) attribute = { kind: 'float', value: part.float() };
    else if (part.number === 3) attribute = { kind: 'integer', value: part.integer() };
    else if (part.number === 4) attribute = { kind: 'text', value: part.text() };
    else if (part.number === 5) attribute = { kind: 'tensor', tensor: readTensor(part) };
    else if (part.number === 7) appendFloats(part, floats);
    else if (part.number === 8) part.appendIntegers(integers, longestList);
  }
  const values = integers.length > 0 ? integers : floats;
  return [name, attribute.kind === 'other' && values.length > 0 ? { kind: 'numbers', values } : attribute];
}

function appendFloats(part: ProtobufField, target: number[]): void {
  const bytes = part.fixedBytes();
  if (bytes.length % 4 !== 0 || target.length + bytes.length / 4 > longestList)
    throw brokenOnnx(part.offset, 'a list of floats of odd length');
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (let offset = 0; offset < bytes.length; offset += 4) target.push(view.getFloat32(offset, true));
}

/** ValueInfoProto → TypeProto → Tensor → TensorShapeProto → Dimension. */
function readPort(field: ProtobufField): StoredPort {
  let name = '';
  let elementType = 0;
  const dimensions: (number | null)[] = [];
  for (const part of field.message()) {
    if (part.number === 1) name = part.text();
    if (part.number !== 2) continue;
    for (const type of part.message()) {
      if (type.number !== 1) continue;
      for (const tensor of type.message()) {
        if (tensor.number === 1) elementType = tensor.integer();
        if (tensor.number === 2) for (const side of tensor.message()) if (side.number === 1) dimensions.push(readDimension(side));
        if (dimensions.length > maximumRank)
          throw brokenOnnx(tensor.offset, `“${shownName(name)}” has more than ${maximumRank} dimensions`);
      }
    }
  }
  return { name, elementType, dimensions };
}

function readDimension(field: ProtobufField): number | null {
  let size: number | null = null;
  for (const part of field.message()) if (part.number === 1) size = part.integer();
  return size !== null && size > 0 ? size : null;
}
