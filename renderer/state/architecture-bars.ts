import type { GlyphBar } from '../components/architecture-glyph.tsx';
import type { SpaceSummary } from '../../preload/contract/space.ts';
import { blockOperator } from './block-operator.ts';
import { kernelColour } from './kernel-colour.ts';

const operators: Record<string, GlyphBar> = {
  none: { height: 0.1, colour: 'var(--grid)' },
  skip_connect: { height: 0.3, colour: 'var(--baseline)' },
  avg_pool_3x3: { height: 0.5, colour: 'var(--cat-3)' },
  nor_conv_1x1: { height: 0.7, colour: 'var(--cat-1)' },
  nor_conv_3x3: { height: 1, colour: 'var(--cat-4)' },
  zero: { height: 0.1, colour: 'var(--grid)' },
  skip: { height: 0.1, colour: 'var(--grid)' },
};

const operatorLabels: Record<string, string> = {
  nor_conv_3x3: '3×3',
  nor_conv_1x1: '1×1',
  avg_pool_3x3: 'pool',
  skip_connect: 'skip',
  none: 'none',
};

/** What the colours of bars mean, the dearest operator first; none for a space of other choices. */
export function operatorLegend(genes: SpaceSummary['genes']): { label: string; colour: string }[] {
  const values = new Set(genes.flatMap((gene) => gene.values.map(String)));
  return Object.entries(operatorLabels)
    .filter(([operator]) => values.has(operator))
    .map(([operator, label]) => ({ label, colour: operators[operator]!.colour }));
}

const largestExpansion = 6;

/**
 * Bars of the architecture glyph: named operators by their kind and cost, blocks by kernel and expansion, numeric choices by their rank among the
 * gene's values. None where the choices are not known.
 */
export function architectureBars(genes: SpaceSummary['genes'], choices: readonly (string | number)[]): GlyphBar[] {
  if (choices.length === 0) return [];
  const kinds = [...new Set(genes.map((gene) => kindOf(gene.name)))];
  return genes.map((gene, position) => {
    const choice = choices[position];
    const operator = operators[String(choice)];
    if (operator !== undefined) return operator;
    const block = blockOperator(choice);
    if (block !== null) return { height: block.expansion / largestExpansion, colour: kernelColour(block.kernel) };
    const rank = gene.values.findIndex((value) => value === choice);
    return { height: (rank + 1) / gene.values.length, colour: `var(--cat-${(kinds.indexOf(kindOf(gene.name)) % 8) + 1})` };
  });
}

/** Genes of one kind (depths, kernels, …) share a colour: the first word of the name. */
function kindOf(name: string): string {
  return /^[a-z]*/iu.exec(name)?.[0].toLowerCase() ?? '';
}
