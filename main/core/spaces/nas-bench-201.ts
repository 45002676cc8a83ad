import { assertNever } from '../assert-never.ts';
import { invalidInput } from '../lab-error.ts';
import { NetworkBuilder } from '../network/network-builder.ts';
import type { LayerIndex, Network } from '../network/network.ts';
import { defineSpace } from './define-space.ts';
import { canonicalCell } from './nas-bench-201-canonical.ts';
import {
  liveEdges,
  nasBench201Edges,
  nasBench201Operators,
  parseCell,
  printCell,
  type NasBench201Operator,
  usedEdges,
} from './nas-bench-201-cell.ts';
import { cellNetworkKey } from './nas-bench-201-network-key.ts';
import type { Architecture, NetworkOptions } from './search-space.ts';

const variants = {
  cifar10: { classes: 10, resolution: 32 },
  cifar100: { classes: 100, resolution: 32 },
  'imagenet16-120': { classes: 120, resolution: 16 },
} as const;

const cellsPerStage = 5;
const stageChannels = [16, 32, 64];
const countedOperators = nasBench201Operators.slice(1);

/** NAS-Bench-201 (Dong and Yang 2020): one cell of 6 edges, stacked 15 times. Names are the benchmark's own. */
export const nasBench201 = defineSpace({
  id: 'nas-bench-201',
  title: 'NAS-Bench-201',
  description: 'Small image classifiers that repeat one cell of four nodes and six edges 15 times (Dong and Yang, ICLR 2020).',
  genes: nasBench201Edges.map(({ from, to }) => ({
    name: `edge ${from}-${to}`,
    values: nasBench201Operators,
    kind: 'operator',
    parts: [`from node ${from}`, `to node ${to}`],
  })),
  variants: Object.keys(variants),
  parse: parseCell,
  print: printCell,
  liveGenes: liveEdges,
  usedGenes: usedEdges,
  canonical: canonicalCell,
  networkKey: cellNetworkKey,
  deadGenesAreBuilt: true,
  counts: {
    names: [...countedOperators.map((operator) => `live ${operator} edges`), ...countedOperators.map((operator) => `${operator} edges`)],
    of: (architecture, live) => [...countOperators(architecture.filter((_, edge) => live[edge])), ...countOperators(architecture)],
  },
  network,
});

function countOperators(architecture: Architecture): number[] {
  return countedOperators.map((_, index) => architecture.filter((operator) => operator === index + 1).length);
}

function network(architecture: Architecture, options: NetworkOptions): Network {
  const variant = variants[(options.variant ?? 'cifar10') as keyof typeof variants];
  const resolution = options.resolution ?? variant.resolution;
  if (resolution % 4 !== 0) {
    throw invalidInput(
      `NAS-Bench-201 halves its input twice; a side of ${resolution} pixels cannot be halved.`,
      'Choose a resolution that is a multiple of 4.',
    );
  }
  const builder = new NetworkBuilder(printCell(architecture), { channels: 3, height: resolution, width: resolution });
  const built = options.keepDead ? nasBench201Edges.map((_, edge) => architecture[edge] !== 0) : liveEdges(architecture);
  const channels = stageChannels.map((count) => Math.max(1, Math.round(count * (options.width ?? 1))));

  let x = builder.stage('stem').convolution(builder.input, { outChannels: channels[0]!, kernel: 3 });
  channels.forEach((outChannels, stage) => {
    if (stage > 0) x = reduction(builder.stage(`reduction ${stage}`), x, outChannels);
    for (let cell = 1; cell <= cellsPerStage; cell++)
      x = buildCell(builder.stage(`stage ${stage + 1}`, `cell ${cell}`), x, architecture, built);
  });
  builder.stage('head');
  x = builder.activation(builder.batchNorm(x), 'relu');
  builder.fullyConnected(builder.globalAveragePool(x), options.classes ?? variant.classes);
  return builder.build();
}

function buildCell(builder: NetworkBuilder, input: LayerIndex, architecture: Architecture, built: readonly boolean[]): LayerIndex {
  const nodes = [input];
  // Operators without weights give the same for every edge that leaves a node: computed once, as runtimes do that look for common subexpressions.
  const rectified = memoised((node) => builder.activation(node, 'relu'));
  const pooled = memoised((node) => builder.pool(node, 'average-pool', 3, 1, 1));
  const apply = (operator: NasBench201Operator, from: LayerIndex): LayerIndex => {
    const convolve = (kernel: number): LayerIndex =>
      builder.convolution(rectified(from), { outChannels: builder.shape(from).channels, kernel });
    switch (operator) {
      case 'none':
        throw new Error('an edge without operator is not built');
      case 'skip_connect':
        return from;
      case 'nor_conv_1x1':
        return convolve(1);
      case 'nor_conv_3x3':
        return convolve(3);
      case 'avg_pool_3x3':
        return pooled(from);
      default:
        return assertNever(operator);
    }
  };

  for (const node of [1, 2, 3]) {
    const incoming = nasBench201Edges.flatMap(({ from, to }, edge) =>
      to === node && built[edge] ? [apply(nasBench201Operators[architecture[edge]!]!, nodes[from]!)] : [],
    );
    nodes.push(incoming.length === 0 ? builder.zero(input) : builder.add(incoming));
  }
  return nodes[3]!;
}

function memoised(compute: (from: LayerIndex) => LayerIndex): (from: LayerIndex) => LayerIndex {
  const known = new Map<LayerIndex, LayerIndex>();
  return (from) => {
    const result = known.get(from) ?? compute(from);
    known.set(from, result);
    return result;
  };
}

/** The residual block with stride 2 between two stages. */
function reduction(builder: NetworkBuilder, from: LayerIndex, outChannels: number): LayerIndex {
  const halved = builder.convolution(builder.activation(from, 'relu'), { outChannels, kernel: 3, stride: 2 });
  const main = builder.convolution(builder.activation(halved, 'relu'), { outChannels, kernel: 3 });
  const pooled = builder.pool(from, 'average-pool', 2, 2, 0);
  return builder.add([main, builder.convolution(pooled, { outChannels, kernel: 1, batchNorm: false, name: 'shortcut' })]);
}
