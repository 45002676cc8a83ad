import { collapseIdentities } from './collapse-identities.ts';
import { defineSpace } from './define-space.ts';
import { fieldNotation } from './field-notation.ts';
import { fbnetForms, fbnetNetwork, fbnetOperators, fbnetStages } from './fbnet-network.ts';
import type { Architecture, Gene } from './search-space.ts';

const places = fbnetStages.flatMap(({ layers }, stage) => Array.from({ length: layers }, (_, position) => ({ stage, position })));
const skip = fbnetOperators.indexOf('skip');

const genes: readonly Gene[] = places.map(({ stage, position }) => ({
  name: `operator of stage ${stage + 1} layer ${position + 1}`,
  values: fbnetOperators,
  kind: 'operator',
  parts: [`stage ${stage + 1}`],
}));

/** One flag a layer: whether a skip there is nothing at all. The first stage has the channels of the stem, so that even its first layer may vanish. */
const canVanish = places.map(({ stage, position }) => stage === 0 || position > 0);

/** The layers of a stage after its first are alike. */
const runs = fbnetStages.map(({ layers }, stage) => {
  const from = places.findIndex((place) => place.stage === stage) + 1;
  return { from, to: from + layers - 1, identity: skip };
});

const notation = fieldNotation({
  prefix: 'fbnet',
  title: 'FBNet',
  genes,
  fields: [genes.length],
  spelling: 'index',
  example: `fbnet:${places.map(({ position }) => [3, 6, 8, 0][position]).join('-')}`,
});

const blockOperators = fbnetOperators.slice(0, skip);

/**
 * The FBNet space (Wu et al. 2019, as in HW-NAS-Bench), written `fbnet:<22 digits>` joined by `-`: 0 k3_e1, 1 k3_e1_g2, 2 k3_e3, 3 k3_e6, 4 k5_e1,
 * 5 k5_e1_g2, 6 k5_e3, 7 k5_e6, 8 skip. Blocks of expansion 1 keep their first convolution. Variants: `imagenet` (default, 224 pixels), or `cifar`
 * (32 pixels, 100 classes), the form of HW-NAS-Bench's measurements.
 */
export const fbnet = defineSpace({
  id: 'fbnet',
  title: 'FBNet',
  description:
    'Mobile image classifiers of 22 layers, each one of eight inverted residual blocks or skipped (Wu et al., CVPR 2019; HW-NAS-Bench, ICLR 2021).',
  genes,
  variants: Object.keys(fbnetForms),
  blocksAddUp: true,
  ...notation,
  liveGenes: (architecture) => architecture.map((operator, layer) => operator !== skip || !canVanish[layer]),
  canonical: (architecture) => collapseIdentities(architecture, runs),
  counts: {
    names: ['layers', ...blockOperators.map((operator) => `${operator} layers`), 'skips that are convolutions'],
    of: countOperators,
  },
  network: (architecture, options) =>
    fbnetNetwork({
      name: notation.print(architecture),
      operators: architecture.map((operator) => fbnetOperators[operator]!),
      form: (options.variant ?? 'imagenet') as keyof typeof fbnetForms,
      keepsFirstConvolution: true,
      resolution: options.resolution,
      classes: options.classes,
      width: options.width,
    }),
});

function countOperators(architecture: Architecture, live: readonly boolean[]): Float64Array {
  const counts = new Float64Array(1 + fbnetOperators.length);
  architecture.forEach((operator, layer) => {
    if (!live[layer]) return;
    counts[0]!++;
    counts[1 + operator]!++;
  });
  return counts;
}
