/** The places where two columns both have a value. */
export interface CompletePairs {
  readonly indices: Uint32Array;
  readonly x: Float64Array;
  readonly y: Float64Array;
}

/** Drops the places where either side is missing (NaN). */
export function completePairs(x: ArrayLike<number>, y: ArrayLike<number>): CompletePairs {
  if (x.length !== y.length) throw new RangeError(`${x.length} and ${y.length} values do not pair`);
  const indices = Uint32Array.from(
    Array.from({ length: x.length }, (_, i) => i).filter((i) => !Number.isNaN(x[i]!) && !Number.isNaN(y[i]!)),
  );
  return { indices, x: Float64Array.from(indices, (i) => x[i]!), y: Float64Array.from(indices, (i) => y[i]!) };
}
