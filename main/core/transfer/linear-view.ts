import { type Matrix, zeros } from '../linalg/matrix.ts';
import { addLinear } from './latency-formula.ts';
import type { Population } from './population.ts';

/** All linear components of a population side by side. */
export interface LinearView {
  /** [n, ·] */
  readonly z: Matrix;
  /** A linear function of z as one of the descriptors: constant + x·weights. */
  fold(direction: Float64Array, constant: number): { readonly weights: Float64Array; readonly constant: number };
}

const views = new WeakMap<Population, LinearView>();

/** Made once a population. */
export function linearView(population: Population): LinearView {
  const known = views.get(population);
  if (known) return known;
  const view = makeView(population);
  views.set(population, view);
  return view;
}

function makeView({ components, projected, x }: Population): LinearView {
  const parts = components.flatMap((component, c) => (component.form === 'linear' ? [{ component, z: projected[c]! }] : []));
  const z = zeros(
    x.rows,
    parts.reduce((sum, part) => sum + part.z.cols, 0),
  );
  for (let i = 0; i < x.rows; i++) {
    let at = i * z.cols;
    for (const { z: own } of parts) {
      z.data.set(own.data.subarray(i * own.cols, (i + 1) * own.cols), at);
      at += own.cols;
    }
  }
  return {
    z,
    fold(direction, constant) {
      const weights = new Float64Array(x.cols);
      let at = 0;
      let total = constant;
      for (const { component } of parts) {
        total += addLinear(weights, component, direction.subarray(at, (at += component.columns.length)));
      }
      return { weights, constant: total };
    },
  };
}
