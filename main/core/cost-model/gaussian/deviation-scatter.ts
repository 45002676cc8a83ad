import { type Matrix, matrixFromRows, zeros } from '../../linalg/matrix.ts';

/** Devices that the expected covariance counts for beside the measured ones. */
const priorDevices = 10;

/** How a device deviates from the average one. */
export interface Deviation {
  /** Expected deviation, [networks]. */
  readonly expected: Float64Array;
  /** Its covariance [networks, networks]; undefined where everything is measured. */
  readonly covariance: Matrix | undefined;
}

/** The devices' deviations, and the covariance that they tell together with an expected one. */
export class DeviationScatter {
  readonly #devices: number;
  readonly #expected: Matrix;
  readonly #added: (Deviation & { readonly weight: number })[] = [];
  readonly #sum: Matrix;

  /** `expected`: the covariance [networks, networks] that is expected beforehand. */
  constructor(devices: number, expected: Matrix) {
    this.#devices = devices;
    this.#expected = expected;
    this.#sum = zeros(expected.rows, expected.cols);
  }

  /** Devices come in their order. */
  add(weight: number, deviation: Deviation): void {
    this.#added.push({ ...deviation, weight });
    addSquares(this.#sum, weight, deviation);
  }

  /** Expected deviations with the devices' levels, [devices, networks]. */
  deviations(levels: Float64Array): Matrix {
    return matrixFromRows(this.#added.map(({ expected }, device) => expected.map((value) => value + levels[device]!)));
  }

  covariance(): Matrix {
    return this.#shrunk(this.#sum, this.#devices);
  }

  /** The covariance that the other devices tell. */
  covarianceWithout(device: number): Matrix {
    const others = { ...this.#sum, data: this.#sum.data.slice() };
    const { weight, ...deviation } = this.#added[device]!;
    addSquares(others, -weight, deviation);
    return this.#shrunk(others, this.#devices - 1);
  }

  /** One device is used up by the mean. */
  #shrunk(sum: Matrix, devices: number): Matrix {
    const total = Math.max(0, devices - 1) + priorDevices;
    return { ...sum, data: sum.data.map((value, i) => (value + priorDevices * this.#expected.data[i]!) / total) };
  }
}

function addSquares(sum: Matrix, weight: number, { expected, covariance }: Deviation): void {
  const n = sum.rows;
  for (let i = 0; i < n; i++) {
    const factor = weight * expected[i]!;
    for (let j = 0; j < n; j++) sum.data[i * n + j]! += factor * expected[j]!;
  }
  if (covariance !== undefined) for (let i = 0; i < n * n; i++) sum.data[i]! += weight * covariance.data[i]!;
}
