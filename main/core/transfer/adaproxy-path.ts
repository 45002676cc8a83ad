import { type Matrix, row, zeros } from '../linalg/matrix.ts';
import { addScaled, dot, multiplyTransposed, multiplyVector, norm } from '../linalg/multiply.ts';
import { svd } from '../linalg/svd.ts';
import { mean } from '../stats/summary.ts';

/** Minimiser of AdaProxy's objective for one λ. Latencies are x·weights + intercept, with weights = w∘(a + b). */
export interface AdaProxySolution {
  readonly lambda: number;
  readonly factor: number;
  /** b, one a feature. */
  readonly changes: Float64Array;
  readonly weights: Float64Array;
  readonly intercept: number;
  /** Norm of the objective's gradient in (a, b, c), relative to λmax; for b = 0 the distance to the subdifferential. */
  readonly kktResidual: number;
}

/** How a solution does on the samples themselves, each left out of its own fit (in closed form, at the fixed ridge parameter). */
export interface LeaveOneOut {
  /** [n] predictions. */
  readonly predictions: Float64Array;
  readonly meanSquaredError: number;
  /** Trace of the hat matrix, a and c included. */
  readonly degreesOfFreedom: number;
}

/** All solutions of one AdaProxy problem. */
export interface AdaProxyPath {
  /** The smallest λ at which b = 0. */
  readonly lambdaMax: number;
  solve(lambda: number): AdaProxySolution;
  leaveOneOut(lambda: number): LeaveOneOut;
}

/** Singular values below this share of Z's norm are rounding: what is left of directions that a and c explain. */
const rankTolerance = 1e-12;
/** Where a and c explain the samples to this share of the gradient at 0, λmax is rounding and residuals are measured against the share. */
const gradientFloor = 1e-6;

/**
 * The exact solution path of AdaProxy (Lu et al., SIGMETRICS 2022): minimise ‖X(w∘(a + b)) + c − y‖²/n + λ‖b‖₂ over scalars a, c and a
 * vector b. With Z = X·diag(w), a and c are projected out (Z·1 and 1 are their columns); what remains is a ridge problem whose
 * parameter κ solves λ = (2κ/n)·‖b(κ)‖, which rises from 0 to λmax with κ. One SVD serves every λ.
 *
 * `x`: [n, d] samples, `proxyWeights`: [d], `y`: [n] latencies. Where the proxy predicts the same for all samples, a is not determined and
 * stays 1.
 */
export function adaProxyPath(x: Matrix, proxyWeights: Float64Array, y: Float64Array): AdaProxyPath {
  const n = x.rows;
  const z: Matrix = { ...x, data: x.data.map((value, i) => value * proxyWeights[i % x.cols]!) };
  const proxy = multiplyVector(x, proxyWeights);
  const free = freeDirections(proxy);
  const start = free.proxyDirection ? y : y.map((value, i) => value - proxy[i]!);
  const { u, singularValues, v } = svd(projectOut(z, free.directions));
  const rank = singularValues.filter((s) => s > rankTolerance * norm(z.data)).length;
  const projected = multiplyTransposed(u, projectOutOf(start, free.directions)).subarray(0, rank);
  const s = singularValues.subarray(0, rank);
  const gradients = s.map((value, k) => (2 / n) * value * projected[k]!);
  const lambdaMax = norm(gradients);
  const gradientScale = Math.max(lambdaMax, gradientFloor * (2 / n) * norm(z.data) * norm(y));

  /** λ of the ridge parameter κ. */
  const lambdaOf = (kappa: number) => norm(gradients.map((value, k) => (value * kappa) / (s[k]! * s[k]! + kappa)));

  /** The ridge parameter of λ in (0, λmax), by bisection of its logarithm; Infinity: b = 0. */
  function kappaOf(lambda: number): number {
    if (lambda >= lambdaMax) return Infinity;
    if (lambda === 0) return 0;
    let low = 2 * Math.log(s[rank - 1]!) - 1;
    let high = 2 * Math.log(s[0]!) + 1;
    while (lambdaOf(Math.exp(low)) > lambda) low -= 10;
    while (lambdaOf(Math.exp(high)) < lambda) high += 10;
    for (let middle = (low + high) / 2; middle > low && middle < high; middle = (low + high) / 2) {
      if (lambdaOf(Math.exp(middle)) < lambda) low = middle;
      else high = middle;
    }
    return Math.exp(high);
  }

  function solve(lambda: number): AdaProxySolution {
    if (!(lambda >= 0)) throw new RangeError(`λ = ${lambda}`);
    const kappa = kappaOf(lambda);
    const changes = new Float64Array(x.cols);
    if (kappa !== Infinity) {
      const coordinates = s.map((value, k) => (value * projected[k]!) / (value * value + kappa));
      for (let j = 0; j < x.cols; j++) changes[j] = dot(row(v, j).subarray(0, rank), coordinates);
    }
    const rest = y.slice();
    addScaled(rest, -1, multiplyVector(z, changes));
    const factor = free.proxyDirection ? dot(free.proxyDirection, rest) / free.proxyLength : 1;
    addScaled(rest, -factor, proxy);
    const intercept = mean(rest);
    const residuals = rest.map((value) => value - intercept);
    return {
      lambda,
      factor,
      changes,
      weights: proxyWeights.map((weight, j) => weight * (factor + changes[j]!)),
      intercept,
      kktResidual: kktResidual(residuals, changes, lambda),
    };
  }

  function kktResidual(residuals: Float64Array, changes: Float64Array, lambda: number): number {
    if (gradientScale === 0) return 0;
    const size = norm(changes);
    const gradient = multiplyTransposed(z, residuals).map((value, j) => (-2 / n) * value + (size > 0 ? (lambda * changes[j]!) / size : 0));
    const changesPart = size > 0 ? norm(gradient) : Math.max(0, norm(gradient) - lambda);
    const factorPart = free.proxyDirection ? (2 / n) * dot(proxy, residuals) : 0;
    const interceptPart = 2 * mean(residuals);
    return Math.hypot(changesPart, factorPart, interceptPart) / gradientScale;
  }

  function leaveOneOut(lambda: number): LeaveOneOut {
    const kappa = kappaOf(lambda);
    const shrink = s.map((value) => (kappa === Infinity ? 0 : (value * value) / (value * value + kappa)));
    const solution = solve(lambda);
    const fitted = multiplyVector(x, solution.weights).map((value) => value + solution.intercept);
    let degreesOfFreedom = 0;
    let squares = 0;
    const predictions = fitted.map((value, i) => {
      let leverage = 0;
      for (const direction of free.directions) leverage += direction[i]! ** 2;
      for (let k = 0; k < rank; k++) leverage += u.data[i * u.cols + k]! ** 2 * shrink[k]!;
      degreesOfFreedom += leverage;
      const error = (y[i]! - value) / Math.max(1 - leverage, 1e-9);
      squares += error * error;
      return y[i]! - error;
    });
    return { predictions, meanSquaredError: squares / n, degreesOfFreedom };
  }

  return { lambdaMax, solve, leaveOneOut };
}

interface FreeDirections {
  /** Orthonormal basis of what c and a can express on the samples. */
  readonly directions: readonly Float64Array[];
  /** The centred proxy prediction at unit length, and its length; absent where the proxy predicts one value for all samples. */
  readonly proxyDirection?: Float64Array;
  readonly proxyLength: number;
}

function freeDirections(proxy: Float64Array): FreeDirections {
  const n = proxy.length;
  const constant = new Float64Array(n).fill(1 / Math.sqrt(n));
  const average = mean(proxy);
  const centred = proxy.map((value) => value - average);
  const proxyLength = norm(centred);
  if (proxyLength <= 1e-10 * norm(proxy)) return { directions: [constant], proxyLength };
  const proxyDirection = centred.map((value) => value / proxyLength);
  return { directions: [constant, proxyDirection], proxyDirection, proxyLength };
}

/** (I − QQᵀ)·Z, column by column. */
function projectOut(z: Matrix, directions: readonly Float64Array[]): Matrix {
  const result = zeros(z.rows, z.cols);
  result.data.set(z.data);
  for (const direction of directions) {
    const shares = multiplyTransposed(result, direction);
    for (let i = 0; i < z.rows; i++) addScaled(row(result, i), -direction[i]!, shares);
  }
  return result;
}

function projectOutOf(y: Float64Array, directions: readonly Float64Array[]): Float64Array {
  const result = y.slice();
  for (const direction of directions) addScaled(result, -dot(direction, result), direction);
  return result;
}
