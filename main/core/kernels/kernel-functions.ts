/**
 * What `assembly/` exports. Addresses are byte offsets in the instance's memory (`byteOffset` of the arena's arrays), strides count values.
 * Each function is described beside its source.
 */
export interface KernelFunctions {
  heapStart(): number;
  addProduct(
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
  ): void;
  addProductF32(
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
  ): void;
  bestSplit(
    features: number,
    table: number,
    histogram: number,
    gradient: number,
    mass: number,
    radix: number,
    leastMass: number,
    l2: number,
    out: number,
  ): boolean;
  cholesky(n: number, a: number, aRow: number, limits: number): boolean;
  solveLower(n: number, m: number, l: number, lRow: number, b: number, bRow: number): void;
  solveLowerTransposed(n: number, m: number, l: number, lRow: number, b: number, bRow: number): void;
  subtract(n: number, target: number, part: number): void;
  sumCells(
    rows: number,
    columns: number,
    cells: number,
    order: number,
    start: number,
    end: number,
    packed: number,
    gathered: number,
    histogram: number,
  ): void;
  symmetricEigen(n: number, a: number, values: number, work: number): boolean;
  scaledExponential(n: number, factor: number, from: number, to: number): void;
  addTermsAndClamp(rows: number, cols: number, c: number, rowTerms: number, columnTerms: number): void;
}
