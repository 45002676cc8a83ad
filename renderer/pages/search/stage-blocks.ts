import type { SpaceSummary } from '../../../preload/contract/space.ts';

export type Block = { readonly kernel: number; readonly expansion: number };
export type Stage = { readonly name: string; readonly blocks: readonly Block[] };

/** The built blocks of an architecture of stages, read from genes named `depth of stage 1`, `kernel of stage 1 block 2`, `expansion of stage …`. */
export function stageBlocks(genes: SpaceSummary['genes'], choices: readonly (string | number)[]): Stage[] {
  const value = new Map(genes.map((gene, index) => [gene.name, Number(choices[index])]));
  const stages: Stage[] = [];
  for (let stage = 1; value.has(`depth of stage ${stage}`); stage++) {
    const depth = value.get(`depth of stage ${stage}`) ?? 0;
    const blocks = Array.from({ length: depth }, (_, index) => ({
      kernel: value.get(`kernel of stage ${stage} block ${index + 1}`) ?? NaN,
      expansion: value.get(`expansion of stage ${stage} block ${index + 1}`) ?? NaN,
    }));
    stages.push({ name: `Stage ${stage}`, blocks });
  }
  return stages;
}
