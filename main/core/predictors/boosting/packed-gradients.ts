/**
 * Residual and mass of a row in one double: gradient · 2ᵐ + mass, both integers. A sum of them over any rows stays below 2⁵³ and is exact,
 * and costs one addition where two would be needed.
 */
export interface Packing {
  /** 2ᵐ, above the mass of all rows together. */
  readonly radix: number;
  /** [rows] integer mass ≥ 0 of each row: 1, or its weight in units. Rows of no mass take part in nothing but are carried along. */
  readonly mass: Float64Array;
  /** Mean mass of the rows that have any. */
  readonly meanMass: number;
}

/** Bits for the mass of all rows where weights differ; as many are left for the gradients. */
const massBits = 26;

/** `weights`: [rows], ≥ 0, not all 0; undefined: all are equal. */
export function packingOf(rows: number, weights: ArrayLike<number> | undefined): Packing {
  if (weights === undefined || Array.from(weights).every((weight) => weight === weights[0])) {
    return { radix: 2 ** Math.ceil(Math.log2(rows + 1)), mass: new Float64Array(rows).fill(1), meanMass: 1 };
  }
  const total = Array.from(weights).reduce((sum, weight) => sum + weight, 0);
  const radix = 2 ** massBits;
  const unit = 2 ** Math.ceil(Math.log2(total / (radix - rows))); // a power of two keeps whole numbers whole
  const mass = Float64Array.from(weights, (weight) => Math.round(weight / unit));
  const used = mass.filter((value) => value > 0);
  return { radix, mass, meanMass: used.reduce((sum, value) => sum + value, 0) / used.length };
}

/**
 * Packs mass · residual and mass of the rows that are `taken` (1). Returns the scale: gradient = round(mass · residual · scale); it is a power of
 * two, as large as the exactness of all sums allows, and 0 where no row has a residual.
 */
export function packGradients({ radix, mass }: Packing, taken: Uint8Array, residuals: Float64Array, packed: Float64Array): number {
  let total = 0;
  let rows = 0;
  for (let row = 0; row < residuals.length; row++) {
    if (taken[row] === 0) continue;
    total += mass[row]! * Math.abs(residuals[row]!);
    rows++;
  }
  if (total === 0) return 0;
  const room = 2 ** 53 / radix - 1 - rows; // rounding may add half a unit a row
  const scale = 2 ** Math.min(1023, Math.floor(Math.log2(room) - Math.log2(total)));
  for (let row = 0; row < residuals.length; row++) {
    packed[row] = taken[row] === 0 ? 0 : Math.round(mass[row]! * residuals[row]! * scale) * radix + mass[row]!;
  }
  return scale;
}
