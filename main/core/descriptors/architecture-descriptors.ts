import { type Matrix, zeros } from '../linalg/matrix.ts';
import type { Architecture, NetworkOptions, SearchSpace } from '../spaces/search-space.ts';
import { geneDescriptors } from './gene-descriptors.ts';
import { graphDescriptorGroups, graphDescriptors } from './graph-descriptors.ts';

/** Columns `from` ≤ j < `to` of a descriptor matrix that belong together. */
export interface DescriptorGroup {
  readonly name: string;
  readonly from: number;
  readonly to: number;
}

/** Numeric descriptors of the architectures of one space: what latency models of a few samples see of them. */
export interface ArchitectureDescriptors {
  readonly groups: readonly DescriptorGroup[];
  /** One a column. */
  readonly featureNames: readonly string[];
  /** [n, features] row-major. */
  describe(architectures: readonly Architecture[]): Matrix;
}

/**
 * Descriptors from the layer graph (totals, sums by feature-map size and kind, layers merged where they do the same) and from the genes (see
 * `geneDescriptors`). `options`: how architectures are built into networks; what is dead in them is left out.
 */
export function architectureDescriptors(space: SearchSpace, options: NetworkOptions = {}): ArchitectureDescriptors {
  const genes = geneDescriptors(space);
  const named = [...graphDescriptorGroups, ...genes.groups];
  let to = 0;
  const groups = named.map(({ name, featureNames }) => ({ name, from: to, to: (to += featureNames.length) }));
  const featureNames = named.flatMap((group) => group.featureNames);
  const genesAt = graphDescriptorGroups.reduce((sum, group) => sum + group.featureNames.length, 0);

  let sums: GraphOf | undefined;

  return {
    groups,
    featureNames,
    describe(architectures) {
      const result = zeros(architectures.length, featureNames.length);
      const graphOf = space.blocksAddUp ? (sums ??= sumsOverBlocks(space, options)) : eachNetworkOnce(space, options);
      architectures.forEach((architecture, i) => {
        result.data.set(graphOf(architecture), i * result.cols);
        genes.write(architecture, result.data, i * result.cols + genesAt);
      });
      return result;
    },
  };
}

type GraphOf = (architecture: Architecture) => Float64Array;

/** Building the layer graph is what takes the time. */
function eachNetworkOnce(space: SearchSpace, options: NetworkOptions): GraphOf {
  const known = new Map<string, Float64Array>();
  return (architecture) => {
    const key = space.networkKey(architecture);
    const graph = known.get(key) ?? graphDescriptors(space.network(architecture, options));
    known.set(key, graph);
    return graph;
  };
}

/** What each choice adds, learned from networks that differ in it alone. The descriptors are whole numbers, so that sums of them are exact. */
function sumsOverBlocks(space: SearchSpace, options: NetworkOptions): GraphOf {
  const first = space.genes.map(() => 0);
  const base = graphDescriptors(space.network(first, options));
  const added = space.genes.map(({ values }, gene) =>
    values.map((_, choice) => {
      const graph = graphDescriptors(space.network(first.with(gene, choice), options));
      return graph.map((value, i) => value - base[i]!);
    }),
  );
  return (architecture) => {
    const sum = base.slice();
    for (let gene = 0; gene < added.length; gene++) {
      const own = added[gene]![architecture[gene]!]!;
      for (let i = 0; i < sum.length; i++) sum[i]! += own[i]!;
    }
    return sum;
  };
}
