import { assertNever } from '../../assert-never.ts';
import { ProtobufMessage } from './protobuf-message.ts';

/** Element types, numbered as in ONNX. */
export const elementTypes = { float32: 1, uint8: 2, int8: 3, int32: 6, int64: 7 } as const;
export type ElementType = keyof typeof elementTypes;

export interface OnnxTensor {
  readonly name: string;
  readonly type: ElementType;
  /** Empty for a scalar. */
  readonly dimensions: readonly number[];
  /** Row-major and little-endian, as every machine that runs the lab stores its typed arrays. */
  readonly data: Uint8Array;
}

export type OnnxAttribute =
  | { readonly kind: 'integer'; readonly value: number }
  | { readonly kind: 'float'; readonly value: number }
  | { readonly kind: 'integers'; readonly values: readonly number[] }
  | { readonly kind: 'tensor'; readonly tensor: OnnxTensor };

export interface OnnxNode {
  readonly operator: string;
  readonly inputs: readonly string[];
  readonly output: string;
  /** Results after the first. */
  readonly further?: readonly string[];
  readonly attributes: Readonly<Record<string, OnnxAttribute>>;
}

/** A float32 input or output of the graph. */
export interface OnnxPort {
  readonly name: string;
  readonly dimensions: readonly number[];
}

/** The part of ONNX that the lab writes: one graph in execution order, one input, one output. */
export interface OnnxModel {
  readonly name: string;
  readonly nodes: readonly OnnxNode[];
  readonly initialisers: readonly OnnxTensor[];
  readonly input: OnnxPort;
  readonly output: OnnxPort;
}

const irVersion = 8;
const operatorSet = 17;

/** The model as a file: IR version 8, operator set 17. Field numbers are those of onnx.proto. */
export function encodeOnnxModel(model: OnnxModel): Uint8Array<ArrayBuffer> {
  const graph = new ProtobufMessage();
  for (const node of model.nodes) graph.message(1, encodeNode(node));
  graph.text(2, model.name);
  for (const tensor of model.initialisers) graph.message(5, encodeTensor(tensor));
  graph.message(11, encodePort(model.input)).message(12, encodePort(model.output));
  const operators = new ProtobufMessage().text(1, '').integer(2, operatorSet);
  return new ProtobufMessage().integer(1, irVersion).text(2, 'proxylab').message(7, graph).message(8, operators).encode();
}

function encodeNode(node: OnnxNode): ProtobufMessage {
  const message = new ProtobufMessage();
  for (const input of node.inputs) message.text(1, input);
  message.text(2, node.output);
  for (const output of node.further ?? []) message.text(2, output);
  message.text(3, `${node.operator} ${node.output}`).text(4, node.operator);
  for (const [name, attribute] of Object.entries(node.attributes)) message.message(5, encodeAttribute(name, attribute));
  return message;
}

function encodeAttribute(name: string, attribute: OnnxAttribute): ProtobufMessage {
  const message = new ProtobufMessage().text(1, name);
  switch (attribute.kind) {
    case 'float':
      return message.float(2, attribute.value).integer(20, 1);
    case 'integer':
      return message.integer(3, attribute.value).integer(20, 2);
    case 'tensor':
      return message.message(5, encodeTensor(attribute.tensor)).integer(20, 4);
    case 'integers':
      return message.integers(8, attribute.values).integer(20, 7);
    default:
      return assertNever(attribute);
  }
}

function encodeTensor(tensor: OnnxTensor): ProtobufMessage {
  const message = new ProtobufMessage();
  if (tensor.dimensions.length > 0) message.integers(1, tensor.dimensions);
  return message.integer(2, elementTypes[tensor.type]).text(8, tensor.name).bytes(9, tensor.data);
}

function encodePort(port: OnnxPort): ProtobufMessage {
  const shape = new ProtobufMessage();
  for (const size of port.dimensions) shape.message(1, new ProtobufMessage().integer(1, size));
  const tensorType = new ProtobufMessage().integer(1, elementTypes.float32).message(2, shape);
  return new ProtobufMessage().text(1, port.name).message(2, new ProtobufMessage().message(1, tensorType));
}
