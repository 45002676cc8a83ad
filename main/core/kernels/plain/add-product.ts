/** Sums of so many products are added to C at a time, as in the kernel. */
const blockDepth = 256;

/** As assembly/add-product.ts, `x` being the memory and addresses indices in it; above the diagonal nothing is written with `lowerOnly`. */
export function addProduct(
  x: Float64Array,
  m: number,
  n: number,
  k: number,
  factor: number,
  a: number,
  aRow: number,
  aCol: number,
  b: number,
  bRow: number,
  bCol: number,
  c: number,
  cRow: number,
  lowerOnly: boolean,
): void {
  for (let depth = 0; depth < k; depth += blockDepth) {
    const end = Math.min(k, depth + blockDepth);
    for (let i = 0; i < m; i++) {
      const cols = lowerOnly ? Math.min(n, i + 1) : n;
      for (let j = 0; j < cols; j++) {
        let sum = 0;
        for (let p = depth; p < end; p++) sum += x[a + i * aRow + p * aCol]! * x[b + p * bRow + j * bCol]!;
        x[c + i * cRow + j]! += factor * sum;
      }
    }
  }
}

/** The same in single precision. */
export function addProductF32(
  x: Float32Array,
  m: number,
  n: number,
  k: number,
  factor: number,
  a: number,
  aRow: number,
  aCol: number,
  b: number,
  bRow: number,
  bCol: number,
  c: number,
  cRow: number,
): void {
  for (let depth = 0; depth < k; depth += blockDepth) {
    const end = Math.min(k, depth + blockDepth);
    for (let i = 0; i < m; i++) {
      for (let j = 0; j < n; j++) {
        let sum = 0;
        for (let p = depth; p < end; p++) sum = Math.fround(sum + Math.fround(x[a + i * aRow + p * aCol]! * x[b + p * bRow + j * bCol]!));
        x[c + i * cRow + j]! += Math.fround(Math.fround(factor) * sum);
      }
    }
  }
}
