import { type Matrix, zeros } from '../linalg/matrix.ts';
import { addScaled, multiplyVector } from '../linalg/multiply.ts';
import { type KernelComponent, kernelMatrix, project } from './kernel-component.ts';
import { type LatencyScale, toLatency } from './latency-scales.ts';

/** What latencies are predicted from: descriptors of architectures, and what the sources say of the same architectures. */
export interface TransferInputs {
  /** [n, descriptors] */
  readonly x: Matrix;
  /** [n, sources]; no columns: there is no source. */
  readonly sources: Matrix;
}

/** Part of a model: a share of a latency, or of its logarithm, that is a sum over descriptors, sources and radial kernels. */
export interface LatencyTerm {
  readonly share: number;
  readonly scale: LatencyScale;
  /** Of the raw scale, see `toLatency`. */
  readonly floorMs: number;
  readonly constant: number;
  /** One a descriptor; empty: none counts. */
  readonly descriptorWeights: Float64Array;
  /** One a source; empty: none counts. */
  readonly sourceWeights: Float64Array;
  readonly radial: readonly RadialSum[];
}

/** Σ coefficients[s] · exp(−sharpness·‖z − support[s]‖²), z being what the component sees of its input. */
export interface RadialSum {
  readonly input: keyof TransferInputs;
  readonly component: KernelComponent;
  /** [K, columns of the component], projected. */
  readonly support: Matrix;
  /** [K] */
  readonly coefficients: Float64Array;
}

/** [n] milliseconds: the shares of all terms. */
export function latencyOf(terms: readonly LatencyTerm[], inputs: TransferInputs): Float64Array {
  const latencyMs = new Float64Array(inputs.x.rows);
  for (const term of terms) {
    const { share, scale, floorMs } = term;
    valuesOf(term, inputs).forEach((value, i) => (latencyMs[i]! += share * toLatency(scale, value, floorMs)));
  }
  return latencyMs;
}

/** The same terms as parts of a larger model. */
export function scaleShares(terms: readonly LatencyTerm[], factor: number): LatencyTerm[] {
  return terms.map((term) => ({ ...term, share: factor * term.share }));
}

/** Adds weight · z·direction of a linear kernel, z being what the component sees, to weights on its input; returns what the constant gains. */
export function addLinear(weights: Float64Array, { columns, centres, scales }: KernelComponent, direction: Float64Array): number {
  let constant = 0;
  columns.forEach((column, k) => {
    const weight = direction[k]! * scales[k]!;
    weights[column]! += weight;
    constant -= weight * centres[k]!;
  });
  return constant;
}

function valuesOf({ constant, descriptorWeights, sourceWeights, radial }: LatencyTerm, inputs: TransferInputs): Float64Array {
  const values = new Float64Array(inputs.x.rows).fill(constant);
  if (descriptorWeights.length > 0) addScaled(values, 1, multiplyVector(inputs.x, descriptorWeights));
  if (sourceWeights.length > 0) addScaled(values, 1, multiplyVector(inputs.sources, sourceWeights));
  for (const { input, component, support, coefficients } of radial) {
    addScaled(values, 1, multiplyVector(kernelMatrix(component, project(component, inputs[input]), support), coefficients));
  }
  return values;
}

/** Of models that know no source. */
export function noSources(rows: number): Matrix {
  return zeros(rows, 0);
}
