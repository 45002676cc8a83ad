import { zeros, type Matrix } from '../core/linalg/matrix.ts';
import type { Architecture, EncodingForm, SearchSpace } from '../core/spaces/search-space.ts';

/** The architectures as rows of a predictor's input. */
export function encodeArchitectures(space: SearchSpace, architectures: readonly Architecture[], form: EncodingForm): Matrix {
  const matrix = zeros(architectures.length, space.dimensions(form).length);
  architectures.forEach((architecture, i) => matrix.data.set(space.encode(architecture, form), i * matrix.cols));
  return matrix;
}

/** The same for printed names; a name that the space cannot read is an `invalid-input`. */
export function encodeNames(space: SearchSpace, names: readonly string[], form: EncodingForm): Matrix {
  return encodeArchitectures(
    space,
    names.map((name) => space.parse(name)),
    form,
  );
}
