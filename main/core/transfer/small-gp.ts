import type { Matrix } from '../linalg/matrix.ts';

/**
 * A Gaussian process of few samples with a constant mean of unknown height: y = c·1 + f + noise, f of covariance K. It is refitted for hundreds
 * of kernels, so all memory is taken once.
 */
export class SmallGp {
  readonly #n: number;
  /** Lower triangle of the Cholesky factor of K + noise. */
  readonly #factor: Float64Array;
  /** Solution for a right-hand side of ones. */
  readonly #ones: Float64Array;
  #onesSum = 0;
  #logDeterminant = 0;

  constructor(samples: number) {
    this.#n = samples;
    this.#factor = new Float64Array(samples * samples);
    this.#ones = new Float64Array(samples);
  }

  /** Factors `kernel` + diag(noise · factors); false where it is not positive definite. */
  fit(kernel: Float64Array, noise: number, factors?: Float64Array): boolean {
    const n = this.#n;
    const l = this.#factor;
    this.#logDeterminant = 0;
    for (let i = 0; i < n; i++) {
      const rowI = i * n;
      for (let j = 0; j < i; j++) {
        const rowJ = j * n;
        let value = kernel[rowI + j]!;
        for (let k = 0; k < j; k++) value -= l[rowI + k]! * l[rowJ + k]!;
        l[rowI + j] = value / l[rowJ + j]!;
      }
      let pivot = kernel[rowI + i]! + noise * (factors?.[i] ?? 1);
      for (let k = 0; k < i; k++) pivot -= l[rowI + k]! * l[rowI + k]!;
      if (!(pivot > 0)) return false;
      l[rowI + i] = Math.sqrt(pivot);
      this.#logDeterminant += Math.log(pivot);
    }
    this.#ones.fill(1);
    this.#solve(this.#ones);
    this.#onesSum = this.#ones.reduce((sum, value) => sum + value, 0);
    return true;
  }

  /** The mean's height, and α with f(x) = k(x)·α, for the targets `y`. */
  weights(y: Float64Array): { constant: number; alpha: Float64Array } {
    const alpha = y.slice();
    this.#solve(alpha);
    const constant = alpha.reduce((sum, value) => sum + value, 0) / this.#onesSum;
    for (let i = 0; i < this.#n; i++) alpha[i]! -= constant * this.#ones[i]!;
    return { constant, alpha };
  }

  /**
   * Logarithm of the marginal likelihood, up to a constant that depends on n alone; c has a flat prior and the signal's variance is set to its
   * best value, which comes with it.
   */
  evidence(y: Float64Array, alpha: Float64Array): { logEvidence: number; signalVariance: number } {
    let quadratic = 0;
    for (let i = 0; i < this.#n; i++) quadratic += alpha[i]! * y[i]!;
    const free = this.#n - 1;
    const signalVariance = Math.max(quadratic / free, 1e-12);
    return {
      logEvidence: -0.5 * (free * Math.log(signalVariance) + this.#logDeterminant + Math.log(this.#onesSum)),
      signalVariance,
    };
  }

  /** P = A⁻¹ − A⁻¹11ᵀA⁻¹/(1ᵀA⁻¹1) with A = K + noise: f's precision seen through the unknown mean, [n, n]. */
  precision(): Matrix {
    const n = this.#n;
    const data = new Float64Array(n * n);
    for (let i = 0; i < n; i++) {
      const column = data.subarray(i * n, (i + 1) * n);
      column[i] = 1;
      this.#solve(column);
      for (let j = 0; j < n; j++) column[j]! -= (this.#ones[i]! * this.#ones[j]!) / this.#onesSum;
    }
    return { rows: n, cols: n, data };
  }

  /** 1ᵀA⁻¹1 and A⁻¹1: what the unknown mean adds to the variance. */
  get mean(): { readonly precision: number; readonly weights: Float64Array } {
    return { precision: this.#onesSum, weights: this.#ones.slice() };
  }

  #solve(x: Float64Array): void {
    const n = this.#n;
    const l = this.#factor;
    for (let i = 0; i < n; i++) {
      let value = x[i]!;
      for (let k = 0; k < i; k++) value -= l[i * n + k]! * x[k]!;
      x[i] = value / l[i * n + i]!;
    }
    for (let i = n - 1; i >= 0; i--) {
      const value = x[i]! / l[i * n + i]!;
      x[i] = value;
      for (let k = 0; k < i; k++) x[k]! -= l[i * n + k]! * value;
    }
  }
}
