import { type ArchitectureDescriptors, architectureDescriptors } from '../core/descriptors/architecture-descriptors.ts';
import { zeros, type Matrix } from '../core/linalg/matrix.ts';
import type { Architecture, SearchSpace } from '../core/spaces/search-space.ts';
import type { ModelEncoding } from '../formats/model-file.ts';

/** By space and variant: a search asks for them generation after generation. */
const known = new Map<SearchSpace, Map<string | null, ArchitectureDescriptors>>();

function descriptorsOf(space: SearchSpace, variant: string | null): ArchitectureDescriptors {
  const ofSpace = known.get(space) ?? new Map<string | null, ArchitectureDescriptors>();
  known.set(space, ofSpace);
  const descriptors = ofSpace.get(variant) ?? architectureDescriptors(space, variant === null ? {} : { variant });
  ofSpace.set(variant, descriptors);
  return descriptors;
}

/** The architectures as rows of a predictor's input. `variant`: form of the networks that descriptors are of; null: the usual one. */
export function encodeArchitectures(
  space: SearchSpace,
  architectures: readonly Architecture[],
  form: ModelEncoding,
  variant: string | null = null,
): Matrix {
  if (form === 'descriptors') return descriptorsOf(space, variant).describe(architectures);
  const matrix = zeros(architectures.length, space.dimensions(form).length);
  architectures.forEach((architecture, i) => matrix.data.set(space.encode(architecture, form), i * matrix.cols));
  return matrix;
}

/** The same for printed names; a name that the space cannot read is an `invalid-input`. */
export function encodeNames(space: SearchSpace, names: readonly string[], form: ModelEncoding, variant: string | null = null): Matrix {
  return encodeArchitectures(
    space,
    names.map((name) => space.parse(name)),
    form,
    variant,
  );
}

/** Names of the columns of that input. */
export function encodedFeatures(space: SearchSpace, form: ModelEncoding): readonly string[] {
  return form === 'descriptors' ? descriptorsOf(space, null).featureNames : space.dimensions(form);
}
