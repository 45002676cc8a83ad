import { createRng } from '../../../main/core/rng.ts';
import { kernelComponent, project } from '../../../main/core/transfer/kernel-component.ts';
import { selectSamples } from '../../../main/core/transfer/select-samples.ts';
import type { ComparedSubject } from '../subject.ts';
import { normalValues } from './normal-values.ts';

const rows = 800;
const cols = 60;
const count = 20;
const component = kernelComponent(
  { rows, cols, data: normalValues(rows * cols, 21) },
  Array.from({ length: cols }, (_, column) => column),
  { name: 'linear', form: 'linear', standardised: true, weights: [1] },
)!;

/** Integrated variance reduction: the covariance of all candidates, then one after the other the one that leaves the least variance. */
export const sampleSelection: ComparedSubject = {
  name: 'transfer: 20 of 800 candidates by integrated variance reduction',
  peer: { name: 'numpy', script: 'sample_selection.py', modules: ['numpy'] },
  goalRatio: 1.5,
  inputs: () => ({ z: project(component, { rows, cols, data: normalValues(rows * cols, 21) }).data }),
  prepare({ z }) {
    const features = { components: [component], ofSources: 0, projected: [{ rows, cols, data: z! }] };
    const candidates = Array.from({ length: rows }, (_, row) => row);
    return () => selectSamples({ features, mixture: Float64Array.of(1), candidates, count, rng: createRng(1) });
  },
  tolerance: 0,
};
