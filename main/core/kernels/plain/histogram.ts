/** As assembly/histogram.ts; addresses are indices in the memory as doubles, in words of four bytes those of `cells` and `order`. */
export function sumCells(
  x: Float64Array,
  words: Uint32Array,
  rows: number,
  columns: number,
  cells: number,
  order: number,
  start: number,
  end: number,
  packed: number,
  histogram: number,
): void {
  for (let column = 0; column < columns; column += 4) {
    const group = cells + (column >>> 4) * 4 * rows + ((column & 15) >>> 2);
    for (let i = order + start; i < order + end; i++) {
      const row = words[i]!;
      const value = x[packed + row]!;
      const four = words[group + 4 * row]!;
      x[histogram + (four & 255)]! += value;
      x[histogram + 256 + ((four >>> 8) & 255)]! += value;
      x[histogram + 512 + ((four >>> 16) & 255)]! += value;
      x[histogram + 768 + (four >>> 24)]! += value;
    }
    histogram += 1024;
  }
}

export function subtract(x: Float64Array, n: number, target: number, part: number): void {
  for (let i = 0; i < n; i++) x[target + i]! -= x[part + i]!;
}
