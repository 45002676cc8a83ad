import { collapseIdentities } from './collapse-identities.ts';
import { defineSpace } from './define-space.ts';
import { fieldNotation } from './field-notation.ts';
import { makeDivisible } from './make-divisible.ts';
import { proxylessNetwork, proxylessOperators, proxylessStages } from './proxylessnas-network.ts';
import type { Architecture, Gene } from './search-space.ts';

/** Channels of the search script at width 1. */
const channels = { stem: 32, first: 16, stages: [24, 40, 80, 96, 192, 320], head: 1280 };

const zero = proxylessOperators.indexOf('zero');
const builtOperators = proxylessOperators.slice(0, zero);

/** A block may be left out only where its input has the shape of its output: everywhere but at the start of a stage. */
const genes: readonly Gene[] = proxylessStages.flatMap(({ blocks }, stage) =>
  Array.from({ length: blocks }, (_, position) => ({
    name: `operator of stage ${stage + 1} block ${position + 1}`,
    values: position === 0 ? builtOperators : proxylessOperators,
    kind: 'operator',
    parts: [`stage ${stage + 1}`],
  })),
);

/** The blocks of a stage after its first are alike. */
const runs = proxylessStages.map(({ blocks }, stage) => {
  const from = proxylessStages.slice(0, stage).reduce((sum, before) => sum + before.blocks, 1);
  return { from, to: from + blocks - 1, identity: zero };
});

const example = proxylessStages.flatMap(({ blocks }) => ['k5e6', 'k3e3', 'zero', 'k7e3'].slice(0, blocks)).join('-');
const notation = fieldNotation({
  prefix: 'proxyless',
  title: 'ProxylessNAS',
  genes,
  fields: [genes.length],
  example: `proxyless:${example}`,
});

/**
 * The ProxylessNAS space (Cai et al. 2019, mit-han-lab/proxylessnas), written `proxyless:<21 operators>` joined by `-`: `k5e3` is an inverted
 * residual of kernel 5 and expansion 3; `zero`, not allowed at the start of a stage, leaves a block out.
 */
export const proxylessNas = defineSpace({
  id: 'proxylessnas',
  title: 'ProxylessNAS',
  description:
    'Mobile image classifiers of 21 inverted residual blocks, each with its own kernel and expansion or left out (Cai et al., ICLR 2019).',
  genes,
  variants: [],
  blocksAddUp: true,
  ...notation,
  liveGenes: (architecture) => architecture.map((operator) => operator !== zero),
  canonical: (architecture) => collapseIdentities(architecture, runs),
  counts: {
    names: ['blocks', ...builtOperators.map((operator) => `${operator} blocks`)],
    of: countOperators,
  },
  network(architecture, options) {
    const scaled = (count: number): number => makeDivisible(count * (options.width ?? 1));
    return proxylessNetwork({
      name: notation.print(architecture),
      operators: architecture.map((operator) => proxylessOperators[operator]!),
      channels: {
        stem: scaled(channels.stem),
        first: scaled(channels.first),
        stages: channels.stages.map(scaled),
        head: scaled(channels.head),
      },
      resolution: options.resolution ?? 224,
      classes: options.classes ?? 1000,
    });
  },
});

function countOperators(architecture: Architecture): Float64Array {
  const counts = new Float64Array(1 + builtOperators.length);
  for (const operator of architecture) {
    if (operator === zero) continue;
    counts[0]!++;
    counts[1 + operator]!++;
  }
  return counts;
}
