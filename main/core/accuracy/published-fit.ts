import { cholesky, choleskySolve } from '../linalg/cholesky.ts';
import type { Matrix } from '../linalg/matrix.ts';
import { dot, gram, multiplyTransposed } from '../linalg/multiply.ts';
import { quantile } from '../stats/quantiles.ts';
import { mean } from '../stats/summary.ts';

/** What an estimate of ImageNet accuracy sees of a network. */
export interface PublishedFeatures {
  readonly macs: number;
  readonly params: number;
  /** Side of the square input in pixels. */
  readonly resolution: number;
  readonly squeezeExcite: boolean;
  /** Swish or hard swish. */
  readonly swish: boolean;
}

/** A published result. */
export interface PublishedResult extends PublishedFeatures {
  /** % */
  readonly top1: number;
  /** Networks by the same authors and of the same kind are left out together. */
  readonly family: string;
  /** How it was trained; `usual` is what estimates are for. */
  readonly recipe: string;
}

/** A fit and how far off it is on families that it has not seen. */
export interface PublishedFit {
  /** Of the terms of `terms`, in their order. */
  readonly weights: readonly number[];
  readonly networks: number;
  /** Mean and 90th percentile of the absolute error in percentage points. */
  readonly meanErrorPp: number;
  readonly p90ErrorPp: number;
}

export const usual = 'paper';
/** A little of it keeps recipes that few networks had from taking what size explains. */
const ridge = 1;

/**
 * Ridge regression of logit(error) on size, resolution, squeeze-excite and activation, and on the recipes other than the usual one, so that what
 * better training gains is not taken for the network's. The error is found by leaving out every family in turn.
 */
export function fitPublishedResults(results: readonly PublishedResult[]): PublishedFit {
  const recipes = [...new Set(results.map(({ recipe }) => recipe))].filter((recipe) => recipe !== usual).sort();
  const rows = results.map((result) => [...recipes.map((recipe) => Number(result.recipe === recipe)), ...terms(result)]);
  const y = results.map(({ top1 }) => Math.log((100 - top1) / top1));
  const errors = [...new Set(results.map(({ family }) => family))].flatMap((left) => {
    const kept = [...results.keys()].filter((i) => results[i]!.family !== left);
    const weights = solve(
      kept.map((i) => rows[i]!),
      kept.map((i) => y[i]!),
    );
    return [...results.keys()]
      .filter((i) => results[i]!.family === left)
      .map((i) => Math.abs(accuracyOf(dot(Float64Array.from(rows[i]!), weights)) - results[i]!.top1));
  });
  return {
    weights: [...solve(rows, y)].slice(recipes.length),
    networks: results.length,
    meanErrorPp: mean(errors),
    p90ErrorPp: quantile(errors, 0.9),
  };
}

/** Top-1 accuracy in %, trained as usual. */
export function estimateTop1(weights: readonly number[], network: PublishedFeatures): number {
  return accuracyOf(terms(network).reduce((sum, term, i) => sum + term * weights[i]!, 0));
}

/** The constant last. */
function terms({ macs, params, resolution, squeezeExcite, swish }: PublishedFeatures): number[] {
  const size = Math.log(macs / 250e6);
  return [size, size * size, Math.log(params / 1e6), Math.log(resolution / 224), Number(squeezeExcite), Number(swish), 1];
}

function accuracyOf(logitError: number): number {
  return 100 / (1 + Math.exp(logitError));
}

function solve(rows: readonly (readonly number[])[], y: readonly number[]): Float64Array {
  const x: Matrix = { rows: rows.length, cols: rows[0]!.length, data: Float64Array.from(rows.flat()) };
  const normal = gram(x);
  for (let j = 0; j + 1 < x.cols; j++) normal.data[j * x.cols + j]! += ridge; // the constant is free
  return choleskySolve(cholesky(normal)!, multiplyTransposed(x, Float64Array.from(y)));
}
