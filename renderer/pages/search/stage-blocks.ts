import type { SpaceSummary } from '../../../preload/contract/space.ts';
import { blockOperator, type BlockOperator } from '../../state/block-operator.ts';

export type Stage = { readonly name: string; readonly blocks: readonly BlockOperator[] };

/**
 * The built blocks of an architecture of stages, read from genes named `depth of stage 1`, `kernel of stage 1 block 2`, `expansion of stage …`, or
 * `operator of stage 1 …`; operators that are no blocks are left out.
 */
export function stageBlocks(genes: SpaceSummary['genes'], choices: readonly (string | number)[]): Stage[] {
  const value = new Map(genes.map((gene, index) => [gene.name, Number(choices[index])]));
  const stages: Stage[] = [];
  for (let stage = 1; genes.some(({ name }) => name.startsWith(operatorOf(stage))); stage++) {
    const operators = choices.filter((_, index) => genes[index]?.name.startsWith(operatorOf(stage)));
    stages.push({ name: `Stage ${stage}`, blocks: operators.map(blockOperator).filter((block) => block !== null) });
  }
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

function operatorOf(stage: number): string {
  return `operator of stage ${stage} `;
}
