import fc from 'fast-check';
import { networkCost } from '../../main/core/network/cost.ts';
import { ProtobufMessage } from '../../main/core/network/onnx/protobuf-message.ts';
import { readOnnx } from '../../main/core/network/onnx/read-onnx.ts';
import { writeOnnx } from '../../main/core/network/onnx/write-onnx.ts';
import { nasBench201 } from '../../main/core/spaces/nas-bench-201.ts';
import { NetworkBuilder } from '../../main/core/network/network-builder.ts';
import { damagedBytes } from './damaged.ts';
import { assertRefusal, fixedRuns, inTime, type SoakProperty } from './soak-property.ts';

/** A small network with a node of most operators. */
function smallNetwork() {
  const builder = new NetworkBuilder('small', { channels: 3, height: 8, width: 8 });
  const stem = builder.convolution(builder.input, { outChannels: 4, kernel: 3, stride: 2, activation: 'relu6' });
  const scaled = builder.squeezeExcite(builder.shuffle(builder.depthwise(stem, { kernel: 3, activation: 'hard-swish' }), 2), 2);
  const joined = builder.batchNorm(builder.add([stem, builder.pool(scaled, 'max-pool', 3, 1, 1), builder.zero(stem)]));
  builder.fullyConnected(builder.globalAveragePool(builder.activation(joined, 'swish')), 3);
  return builder.build();
}

const valid = [
  writeOnnx(smallNetwork(), { precision: 'f32', seed: 1 }),
  writeOnnx(smallNetwork(), { precision: 'f32', seed: 1, weights: 'constant' }),
  writeOnnx(smallNetwork(), { precision: 'int8', seed: 1, weights: 'constant' }),
  writeOnnx(nasBench201.network([3, 0, 0, 0, 0, 4]), { precision: 'f32', seed: 1, weights: 'constant' }),
];

const cutShort = fc.tuple(fc.constantFrom(...valid), fc.nat()).map(([bytes, length]) => bytes.subarray(0, length % bytes.length));

const flippedBits = fc
  .tuple(fc.constantFrom(...valid), fc.array(fc.tuple(fc.nat(), fc.nat(7)), { minLength: 1, maxLength: 8 }))
  .map(([bytes, flips]) => {
    const copy = Uint8Array.from(bytes);
    for (const [place, bit] of flips) copy[place % copy.length]! ^= 1 << bit;
    return copy;
  });

/** Overwrites a place with the largest integers that protobuf can hold: lengths, dimensions and counts among them. */
const hugeNumbers = fc
  .tuple(fc.constantFrom(...valid), fc.nat(), fc.constantFrom(4, 5, 8, 9), fc.boolean())
  .map(([bytes, place, length, grows]) => {
    const start = place % bytes.length;
    const huge = [...Array<number>(length).fill(0xff), 0x7f];
    return Uint8Array.from([...bytes.subarray(0, start), ...huge, ...bytes.subarray(start + (grows ? 1 : huge.length))]);
  });

/** Sound messages that claim much: dimensions without data, sums of sums, weights of any size. */
const greedyGraphs = fc
  .tuple(fc.array(fc.oneof(fc.nat(2000), fc.constant(2 ** 31), fc.constant(2 ** 53 - 1)), { minLength: 4, maxLength: 4 }), fc.nat(200))
  .map(([dimensions, sums]) => greedyGraph(dimensions, sums));

function greedyGraph(dimensions: readonly number[], sums: number): Uint8Array {
  const graph = new ProtobufMessage();
  const node = (operator: string, inputs: readonly string[], output: string): void => {
    const message = new ProtobufMessage();
    for (const input of inputs) message.text(1, input);
    graph.message(1, message.text(2, output).text(4, operator));
  };
  node('ConstantOfShape', ['shape'], 'w');
  node('Conv', ['x', 'w'], 's0');
  for (let i = 0; i < sums; i++) node('Add', [`s${i}`, i % 2 === 0 ? `s${i}` : 's0'], `s${i + 1}`);
  const shape = new Uint8Array(BigInt64Array.from(dimensions, BigInt).buffer);
  graph.message(5, new ProtobufMessage().integers(1, [dimensions.length]).integer(2, 7).text(8, 'shape').bytes(9, shape));
  graph.message(11, port('x', [1, dimensions[1]!, 64, 64])).message(12, port(`s${sums}`, []));
  return new ProtobufMessage().message(7, graph).message(8, new ProtobufMessage().integer(2, 17)).encode();
}

function port(name: string, dimensions: readonly number[]): ProtobufMessage {
  const shape = new ProtobufMessage();
  for (const size of dimensions) shape.message(1, new ProtobufMessage().integer(1, size));
  const type = new ProtobufMessage().message(1, new ProtobufMessage().integer(1, 1).message(2, shape));
  return new ProtobufMessage().text(1, name).message(2, type);
}

const inputs: Readonly<Record<string, fc.Arbitrary<Uint8Array>>> = {
  'arbitrary bytes': fc.uint8Array({ maxLength: 400 }),
  'cut short': cutShort,
  'flipped bits': flippedBits,
  'huge numbers': hugeNumbers,
  damaged: damagedBytes(valid),
  'claims of much': greedyGraphs,
};

/** Whatever the bytes: a network that can be costed, or a refusal. */
export const onnxFileProperties: readonly SoakProperty[] = Object.entries(inputs).map(([what, files]) => ({
  name: `ONNX files: ${what}`,
  check: (numRuns) =>
    fc.assert(
      fc.property(files, (bytes) => inTime(() => read(bytes))),
      fixedRuns(numRuns),
    ),
}));

function read(bytes: Uint8Array): void {
  let network;
  try {
    ({ network } = readOnnx(bytes));
  } catch (error) {
    assertRefusal(error);
    return;
  }
  networkCost(network);
}
