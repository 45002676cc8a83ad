import type { ArchitectureName } from '../brand.ts';
import { createRng } from '../rng.ts';
import { sampleDistinct } from '../spaces/sample-distinct.ts';
import type { SearchSpace } from '../spaces/search-space.ts';
import { population } from './population.ts';
import { selectSamples } from './select-samples.ts';

/** Architectures that a signature is chosen among. */
export const signatureCandidates = 1000;
const seed = 1;

/**
 * The networks whose latencies would tell most about all others of the space on a device of which nothing is known: integrated variance
 * reduction (see `selectSamples`) under the mean of the kernels on descriptors. No latency is looked at, so the choice is the same for everybody.
 */
export function descriptorSignature(space: SearchSpace, size: number): ArchitectureName[] {
  const rng = createRng(seed);
  const sampled = sampleDistinct(space, signatureCandidates, rng);
  const architectures = [...new Map(sampled.map((architecture) => [space.networkKey(architecture), architecture])).values()];
  const features = population(space, architectures);
  const mixture = Float64Array.from(
    features.components,
    ({ weights }) => weights.reduce((sum, weight) => sum + weight, 0) / weights.length,
  );
  const rows = selectSamples({ features, mixture, candidates: features.candidates, count: size, rng });
  return rows.map((row) => space.print(architectures[row]!));
}
