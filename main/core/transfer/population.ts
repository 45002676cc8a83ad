import { type ArchitectureDescriptors, architectureDescriptors } from '../descriptors/architecture-descriptors.ts';
import type { Matrix } from '../linalg/matrix.ts';
import type { Architecture, NetworkOptions, SearchSpace } from '../spaces/search-space.ts';
import { type ComponentOptions, type KernelComponent, kernelComponent, project } from './kernel-component.ts';

/** Architectures of one space as transfer methods see them: those of a latency table, for example. Made once, used for every target. */
export interface Population {
  readonly space: SearchSpace;
  readonly architectures: readonly Architecture[];
  readonly descriptors: ArchitectureDescriptors;
  /** Descriptors, [n, features]. */
  readonly x: Matrix;
  /** Kernels on the descriptors, and what each of them sees of the architectures. */
  readonly components: readonly KernelComponent[];
  readonly projected: readonly Matrix[];
  /** Rows of architectures whose output depends on their input: the others run nothing that would be worth a measurement. */
  readonly candidates: readonly number[];
}

const wide = { form: 'radial', sharpness: 1 / (2 * 1.5 ** 2) } as const;
const narrow = { form: 'radial', sharpness: 1 } as const;
const linear = { form: 'linear' } as const;

/**
 * Which kernels there are on which groups of descriptors: strong ones for what costs time on every device, weak ones for single genes. Zeros are
 * many, so that a mixture is of a few of them: devices differ in what counts.
 */
const offers: readonly (Omit<ComponentOptions, 'name'> & { readonly group: string })[] = [
  { group: 'totals', ...linear, standardised: true, weights: [0, 0, 0, 0, 0.3, 1] },
  { group: 'paths', ...linear, standardised: true, weights: [0, 0, 0, 0, 0.3, 1] },
  { group: 'choices', ...linear, standardised: false, weights: [0, 0.1, 0.3, 1, 1] },
  { group: 'live choices', ...linear, standardised: false, weights: [0, 0, 0, 0, 0.3, 1] },
  { group: 'used choices', ...linear, standardised: false, weights: [0, 0, 0, 0, 0.3, 1] },
  { group: 'merged', ...linear, standardised: true, weights: [0, 0, 0, 0, 0.3, 1] },
  { group: 'kinds', ...linear, standardised: true, weights: [0, 0, 0, 0, 0, 0.3, 1] },
  { group: 'levels', ...linear, standardised: true, weights: [0, 0, 0, 0, 0.1, 0.3] },
  { group: 'parts', ...linear, standardised: false, weights: [0, 0, 0.3, 1] },
  { group: 'parts 2', ...linear, standardised: false, weights: [0, 0, 0, 0.3, 1] },
  { group: 'genes', ...linear, standardised: false, weights: [0, 0, 0, 0, 0.03, 0.1] },
  { group: 'live genes', ...linear, standardised: false, weights: [0, 0, 0, 0, 0.03, 0.1] },
  { group: 'totals', ...wide, standardised: true, weights: [0, 0, 0, 0.1, 0.3] },
  { group: 'live choices', ...wide, standardised: false, weights: [0, 0, 0, 0.1, 0.3] },
  { group: 'live genes', ...narrow, standardised: false, weights: [0, 0, 0, 0, 0.03, 0.1] },
];

/** `options`: how the architectures were built into the networks that were measured. */
export function population(space: SearchSpace, architectures: readonly Architecture[], options: NetworkOptions = {}): Population {
  const descriptors = architectureDescriptors(space, options);
  const x = descriptors.describe(architectures);
  const components: KernelComponent[] = [];
  const projected: Matrix[] = [];
  for (const { group, ...offer } of offers) {
    const columns = descriptors.groups.find(({ name }) => name === group);
    if (columns === undefined) continue;
    const indices = Array.from({ length: columns.to - columns.from }, (_, k) => columns.from + k);
    const component = kernelComponent(x, indices, { ...offer, name: `${offer.form} ${group}` });
    if (component === undefined) continue;
    const z = project(component, x);
    if (components.some((known, c) => known.form === component.form && isSame(projected[c]!, z))) continue;
    components.push(component);
    projected.push(z);
  }
  const candidates = architectures.flatMap((architecture, row) =>
    !space.genesDescribe || space.liveGenes(architecture).includes(true) ? [row] : [],
  );
  return { space, architectures, descriptors, x, components, projected, candidates };
}

/** Where no gene is dead, live descriptors are the others once more. */
function isSame(a: Matrix, b: Matrix): boolean {
  return a.cols === b.cols && a.data.every((value, i) => value === b.data[i]);
}
