import { type Matrix, selectRows } from '../linalg/matrix.ts';
import { type KernelComponent, kernelComponent, kernelMatrix, project } from './kernel-component.ts';
import { noSources, type TransferInputs } from './latency-formula.ts';
import type { Population } from './population.ts';
import type { SourceFeatures } from './source-features.ts';

/** All kernels of a transfer problem: those on descriptors, and those on what the sources say. */
export interface TransferFeatures {
  readonly components: readonly KernelComponent[];
  /** How many of the components, the first ones, see sources; the rest see descriptors. */
  readonly ofSources: number;
  readonly inputs: TransferInputs;
  /** [n, ·] what each component sees of the population. */
  readonly projected: readonly Matrix[];
}

const sourceWeights = [0, 0, 0.1, 0.3, 1];
const radialSourceWeights = [0, 0, 0, 0.1];

const offers = [
  { name: 'linear sources', form: 'linear', weights: sourceWeights },
  { name: 'radial sources', form: 'radial', sharpness: 1 / (2 * 1.5 ** 2), weights: radialSourceWeights },
] as const;

/** Without sources: `null`. `chosen`: only these columns of the sources. */
export function transferFeatures(population: Population, sources: SourceFeatures | null, chosen?: readonly number[]): TransferFeatures {
  const columns = chosen ?? [...(sources?.names.keys() ?? [])];
  const components: KernelComponent[] = [];
  const projected: Matrix[] = [];
  for (const offer of sources ? offers : []) {
    const component = kernelComponent(sources!.matrix, columns, { ...offer, standardised: true });
    if (component === undefined) continue;
    components.push(component);
    projected.push(project(component, sources!.matrix));
  }
  return {
    components: [...components, ...population.components],
    ofSources: components.length,
    inputs: { x: population.x, sources: sources?.matrix ?? noSources(population.x.rows) },
    projected: [...projected, ...population.projected],
  };
}

/** Kernel values between two lists of rows, one matrix a component. */
export function kernelsBetween({ components, projected }: TransferFeatures, a: readonly number[], b: readonly number[]): Matrix[] {
  return components.map((component, c) => kernelMatrix(component, selectRows(projected[c]!, a), selectRows(projected[c]!, b)));
}
