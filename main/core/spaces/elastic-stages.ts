import type { SpaceDefinition } from './define-space.ts';
import { fieldNotation } from './field-notation.ts';
import type { Architecture, Gene } from './search-space.ts';

/** What once-for-all varies (Cai et al. 2020). */
const resolutions = Array.from({ length: 25 }, (_, step) => 128 + 4 * step);
const kernels = [3, 5, 7];
const expansions = [3, 4, 6];

/** A block that is built. */
export interface ElasticBlock {
  /** Index of its stage. */
  readonly stage: number;
  /** Whether it is the first of its stage. */
  readonly first: boolean;
  readonly kernel: number;
  readonly expansion: number;
}

type SpaceParts = Pick<SpaceDefinition, 'genes' | 'size' | 'parse' | 'print' | 'liveGenes' | 'counts'>;

export interface ElasticStages extends SpaceParts {
  resolution(architecture: Architecture): number;
  blocks(architecture: Architecture): ElasticBlock[];
}

/**
 * The choices of a once-for-all supernet, written `prefix:<resolution>:<depths>:<kernels>:<expansions>`: a stage of four blocks keeps its first
 * two, three or four, a stage of one keeps it. `blocksOfStage`: 4 or 1 a stage.
 */
export function elasticStages({
  prefix,
  title,
  blocksOfStage,
}: {
  prefix: string;
  title: string;
  blocksOfStage: readonly (4 | 1)[];
}): ElasticStages {
  const depths = blocksOfStage.map((count) => (count === 4 ? [2, 3, 4] : [1]));
  const places = blocksOfStage.flatMap((count, stage) => Array.from({ length: count }, (_, position) => ({ stage, position })));
  // Where each kind of gene starts; blocks are numbered through all stages.
  const depthGene = 1;
  const kernelGene = depthGene + blocksOfStage.length;
  const expansionGene = kernelGene + places.length;

  const blockGenes = (kind: string, values: readonly number[]): Gene[] =>
    places.map(({ stage, position }) => ({
      name: `${kind} of stage ${stage + 1} block ${position + 1}`,
      values,
      kind,
      parts: [`stage ${stage + 1}`],
    }));
  const genes: readonly Gene[] = [
    { name: 'resolution', values: resolutions, kind: 'resolution', parts: [] },
    ...depths.map((values, stage) => ({ name: `depth of stage ${stage + 1}`, values, kind: 'depth', parts: [`stage ${stage + 1}`] })),
    ...blockGenes('kernel', kernels),
    ...blockGenes('expansion', expansions),
  ];
  const fields = [1, blocksOfStage.length, places.length, places.length];
  const example = [prefix, 224, depths.map((values) => values[0]).join('-'), places.map(() => 3).join('-'), places.map(() => 6).join('-')];

  const isBuilt = (architecture: Architecture, block: number): boolean => {
    const { stage, position } = places[block]!;
    return position < depths[stage]![architecture[depthGene + stage]!]!;
  };
  const pairs = kernels.length * expansions.length;

  return {
    genes,
    size: depths.reduce((product, values) => product * values.reduce((sum, depth) => sum + pairs ** depth, 0), resolutions.length),
    ...fieldNotation({ prefix, title, genes, fields, example: example.join(':') }),
    liveGenes: (architecture) =>
      architecture.map((_, gene) => gene < kernelGene || isBuilt(architecture, (gene - kernelGene) % places.length)),
    counts: {
      names: [
        'blocks',
        ...kernels.flatMap((kernel) => expansions.map((expansion) => `blocks with kernel ${kernel} and expansion ${expansion}`)),
      ],
      of(architecture) {
        const counts = new Float64Array(1 + pairs);
        for (let block = 0; block < places.length; block++) {
          if (!isBuilt(architecture, block)) continue;
          counts[0]!++;
          counts[1 + architecture[kernelGene + block]! * expansions.length + architecture[expansionGene + block]!]!++;
        }
        return counts;
      },
    },
    resolution: (architecture) => resolutions[architecture[0]!]!,
    blocks: (architecture) =>
      places.flatMap(({ stage, position }, block) =>
        isBuilt(architecture, block)
          ? [
              {
                stage,
                first: position === 0,
                kernel: kernels[architecture[kernelGene + block]!]!,
                expansion: expansions[architecture[expansionGene + block]!]!,
              },
            ]
          : [],
      ),
  };
}
