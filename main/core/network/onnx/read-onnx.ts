import type { Precision } from '../../measurement/measurement.ts';
import type { Network, Shape } from '../network.ts';
import { brokenOnnx, shownName, unsupportedOnnx } from './onnx-error.ts';
import type { GraphValue } from './read/graph-values.ts';
import { type Folded, LayerList } from './read/layer-list.ts';
import { NodeView } from './read/node-view.ts';
import { type OnnxFile, type OnnxLimits, readOnnxFile, type StoredNode, type StoredPort, usualOnnxLimits } from './read/onnx-file.ts';
import { operatorReaders } from './read/operators.ts';

/** A network from a file, and how it stood there. */
export interface OnnxNetwork {
  readonly network: Network;
  readonly producer: string;
  readonly operatorSet: number;
  /** int8: weights of at least one layer are quantised. */
  readonly precision: Precision;
  readonly folded: Readonly<Folded>;
}

const float32 = 1;
const largestSide = 65_536;

/**
 * Reads an ONNX file as a network of the lab's layers: convolutional networks of one float32 input [1, C, H, W] and one output, operator sets
 * 7 to 25, f32 or int8 in quantise–dequantise form. Parameters are those that the file has: a batch normalisation that was folded before it
 * was written counts as the one bias a channel that is left of it, one that stands in the file as its scale and shift; what the output does
 * not depend on is left out. Throws `parse-failed` with the byte where the file is broken, `unsupported` with the node that the lab does not
 * read or with the limit that is passed. Time and memory are bounded by the size of the file and the limits.
 */
export function readOnnx(bytes: Uint8Array, limits: OnnxLimits = usualOnnxLimits): OnnxNetwork {
  const file = readOnnxFile(bytes, limits);
  const graph = new GraphReader(file);
  for (const node of file.nodes) graph.read(node);
  return graph.finish();
}

class GraphReader {
  readonly #file: OnnxFile;
  readonly #layers: LayerList;
  readonly #output: StoredPort;
  readonly #values = new Map<string, GraphValue>();
  /** How many inputs, of nodes or the network's output, read a value. */
  readonly #readers = new Map<string, number>();
  #quantised = false;

  constructor(file: OnnxFile) {
    this.#file = file;
    const stored = new Set(file.initialisers.map(({ name }) => name));
    const input = onlyOne(
      file.inputs.filter(({ name }) => !stored.has(name)),
      'inputs',
    );
    this.#output = onlyOne(file.outputs, 'outputs');
    this.#layers = new LayerList(input.name === '' ? 'input' : input.name, inputShape(input));
    for (const { inputs } of file.nodes) for (const name of inputs) this.#readers.set(name, (this.#readers.get(name) ?? 0) + 1);
    this.#readers.set(this.#output.name, (this.#readers.get(this.#output.name) ?? 0) + 1);
    for (const tensor of file.initialisers) {
      const { dimensions, elements, values } = tensor;
      this.#define(tensor.name, { kind: 'constant', dimensions, elements, values, quantised: false }, tensor.offset);
    }
    this.#define(input.name, { kind: 'activation', layer: 0, form: 'map', exclusive: this.#isExclusive(input.name) }, 0);
  }

  read(node: StoredNode): void {
    const [output = ''] = node.outputs;
    const view = new NodeView(
      node,
      node.inputs.map((name) => this.#valueOf(name, node)),
      {
        layers: this.#layers,
        operatorSet: this.#file.operatorSet,
        exclusive: this.#isExclusive(output),
        isOutput: output === this.#output.name,
      },
    );
    const reader = node.domain === '' || node.domain === 'ai.onnx' ? operatorReaders.get(node.operator) : undefined;
    if (reader === undefined) {
      const known = [...operatorReaders.keys()].join(', ');
      throw view.refuse('the lab does not know the operator', `Export the network with these operators: ${known}.`);
    }
    const further = node.outputs.slice(1).find((name) => this.#readers.has(name));
    if (further !== undefined) throw view.refuse(`its further output “${shownName(further)}” is used`);
    if (output === '') throw view.broken('it has no output');
    this.#quantised ||= view.input(1)?.kind === 'constant' && view.constant(1).quantised;
    this.#define(output, reader(view), node.offset);
  }

  finish(): OnnxNetwork {
    const { producer, operatorSet, graphName } = this.#file;
    const value = this.#values.get(this.#output.name);
    if (value?.kind !== 'activation' || value.layer === 0) {
      throw unsupportedOnnx(`its output “${shownName(this.#output.name)}” is not the result of a layer`, 'Export the network again.');
    }
    const network = this.#layers.network(graphName, value.layer);
    return { network, producer, operatorSet, precision: this.#quantised ? 'int8' : 'f32', folded: this.#layers.folded };
  }

  #isExclusive(name: string): boolean {
    return this.#readers.get(name) === 1;
  }

  #valueOf(name: string, node: StoredNode): GraphValue | undefined {
    if (name === '') return undefined;
    const value = this.#values.get(name);
    if (value === undefined) throw brokenOnnx(node.offset, `a node reads “${shownName(name)}”, which nothing before it makes`);
    return value;
  }

  #define(name: string, value: GraphValue, offset: number): void {
    if (this.#values.has(name)) throw brokenOnnx(offset, `“${shownName(name)}” is there twice`);
    this.#values.set(name, value);
  }
}

function onlyOne(ports: readonly StoredPort[], what: string): StoredPort {
  const [port, ...others] = ports;
  if (port !== undefined && others.length === 0) return port;
  const names = ports.slice(0, 4).map(({ name }) => shownName(name));
  throw unsupportedOnnx(
    `it has ${ports.length} ${what}${ports.length === 0 ? '' : ` (${names.join(', ')}${ports.length > 4 ? ', …' : ''})`}`,
    `Give a network of one input and one output.`,
  );
}

function inputShape({ name, elementType, dimensions }: StoredPort): Shape {
  const label = `its input “${shownName(name)}”`;
  if (elementType !== float32) throw unsupportedOnnx(`${label} is not float32`, 'Export it with a float32 input.');
  if (dimensions.length !== 4)
    throw unsupportedOnnx(`${label} has ${dimensions.length} dimensions`, 'Give a network of images: batch, channels, height, width.');
  const [batch, channels, height, width] = dimensions as [number | null, number | null, number | null, number | null];
  if (batch !== null && batch !== 1) throw unsupportedOnnx(`${label} is a batch of ${batch}`, 'Export it for one image.');
  if (channels === null || height === null || width === null) {
    throw unsupportedOnnx(`${label} leaves channels, height or width open`, 'Export it with a fixed input size.');
  }
  if (Math.max(channels, height, width) > largestSide)
    throw unsupportedOnnx(`${label} is ${channels} × ${height} × ${width}`, `Give an input of at most ${largestSide} a side.`);
  return { channels, height, width };
}
