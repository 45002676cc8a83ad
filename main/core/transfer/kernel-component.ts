import { scaledExponential } from '../linalg/exponential.ts';
import { type Matrix, zeros } from '../linalg/matrix.ts';
import { multiplyByTranspose } from '../linalg/multiply.ts';
import { squaredDistances } from '../linalg/squared-distances.ts';

/**
 * One of the kernels that a latency model is a weighted sum of, on columns of a feature matrix that are centred and scaled so that the mean
 * squared length of a row is 1. `linear`: z·z′; `radial`: exp(−sharpness·‖z − z′‖²).
 */
export interface KernelComponent {
  readonly name: string;
  readonly form: 'linear' | 'radial';
  /** Of a radial kernel. */
  readonly sharpness: number;
  /** Indices of the columns that vary. */
  readonly columns: Uint32Array;
  /** One a column: z = (x − centre)·scale. */
  readonly centres: Float64Array;
  readonly scales: Float64Array;
  /** Weights that a mixture draws from; 0: left out. */
  readonly weights: readonly number[];
}

export interface ComponentOptions {
  readonly name: string;
  readonly form: 'linear' | 'radial';
  readonly sharpness?: number;
  /** Whether columns are brought to the same variance first; without, counts keep their own. */
  readonly standardised: boolean;
  readonly weights: readonly number[];
}

/** The kernel on the given columns, scaled on the rows of `x`; undefined where none of them varies. */
export function kernelComponent(x: Matrix, columns: readonly number[], options: ComponentOptions): KernelComponent | undefined {
  const { name, form, sharpness = 0, weights } = options;
  const kept: number[] = [];
  const centres: number[] = [];
  const scales: number[] = [];
  let squaredLength = 0;
  for (const column of columns) {
    const { mean, variance } = momentsOf(x, column);
    if (!(variance > 1e-18 * (mean * mean + 1e-300))) continue;
    kept.push(column);
    centres.push(mean);
    scales.push(options.standardised ? 1 / Math.sqrt(variance) : 1);
    squaredLength += options.standardised ? 1 : variance;
  }
  if (kept.length === 0) return undefined;
  const unit = 1 / Math.sqrt(squaredLength);
  return {
    name,
    form,
    sharpness,
    columns: Uint32Array.from(kept),
    centres: Float64Array.from(centres),
    scales: Float64Array.from(scales, (scale) => scale * unit),
    weights,
  };
}

/** z of the rows of `x`, [rows, columns]. */
export function project(component: KernelComponent, x: Matrix): Matrix {
  const { columns, centres, scales } = component;
  const width = columns.length;
  const z = zeros(x.rows, width);
  for (let i = 0; i < x.rows; i++) {
    const from = i * x.cols;
    for (let k = 0; k < width; k++) z.data[i * width + k] = (x.data[from + columns[k]!]! - centres[k]!) * scales[k]!;
  }
  return z;
}

/** Kernel values of projected rows, [a.rows, b.rows]. `into` of this shape: a radial kernel is written there. */
export function kernelMatrix({ form, sharpness }: KernelComponent, a: Matrix, b: Matrix, into?: Matrix): Matrix {
  if (form === 'linear') return multiplyByTranspose(a, b);
  const result = squaredDistances(a, b, into);
  scaledExponential(result.data, -sharpness);
  return result;
}

function momentsOf(x: Matrix, column: number): { mean: number; variance: number } {
  let mean = 0;
  for (let i = 0; i < x.rows; i++) mean += x.data[i * x.cols + column]!;
  mean /= x.rows;
  let variance = 0;
  for (let i = 0; i < x.rows; i++) variance += (x.data[i * x.cols + column]! - mean) ** 2;
  return { mean, variance: variance / x.rows };
}
