/** Blocked matrix product after Goto and van de Geijn (2008): both factors are packed so that the innermost loop reads memory in order. */

// A packed block of A lies in the second-level cache, a strip of packed B in the first.
const blockRows = 64;
const blockDepth = 256;
const blockCols = 512;
/** Side of the tile of C that stays in registers. */
const tile = 4;

const packedA: usize = memory.data(blockRows * blockDepth * 8, 64);
const packedB: usize = memory.data(blockDepth * blockCols * 8, 64);
const edgeTile: usize = memory.data(tile * tile * 8, 64);

/**
 * C += factor · A · B for A [m, n] × [n, k]: element (i, p) of A lies at `a` + 8·(i·aRow + p·aCol), likewise B's; C is row-major with `cRow`
 * values a row. `lowerOnly`: tiles that lie wholly above the diagonal of C are left as they are.
 */
export function addProduct(
  m: i32,
  n: i32,
  k: i32,
  factor: f64,
  a: usize,
  aRow: i32,
  aCol: i32,
  b: usize,
  bRow: i32,
  bCol: i32,
  c: usize,
  cRow: i32,
  lowerOnly: bool,
): void {
  const symmetric = a === b && aRow === bCol && aCol === bRow; // then B's strips serve as A's
  for (let firstCol = 0; firstCol < n; firstCol += blockCols) {
    const cols = min(blockCols, n - firstCol);
    for (let depth = 0; depth < k; depth += blockDepth) {
      const deep = min(blockDepth, k - depth);
      pack(cols, deep, b + offset(depth, bRow) + offset(firstCol, bCol), bCol, bRow, packedB);
      for (let firstRow = 0; firstRow < m; firstRow += blockRows) {
        const rows = min(blockRows, m - firstRow);
        if (lowerOnly && firstRow + rows <= firstCol) continue;
        let strips = packedA;
        if (symmetric && firstRow >= firstCol && firstRow + rows <= firstCol + cols) strips = packedB + offset(firstRow - firstCol, deep);
        else pack(rows, deep, a + offset(firstRow, aRow) + offset(depth, aCol), aRow, aCol, packedA);
        const block = c + offset(firstRow, cRow) + offset(firstCol, 1);
        addBlock(rows, cols, deep, factor, strips, block, cRow, lowerOnly ? firstCol - firstRow : i32.MIN_VALUE);
      }
    }
  }
}

/** Tiles whose last row is above `diagonal` + their first column are left out. */
function addBlock(rows: i32, cols: i32, depth: i32, factor: f64, strips: usize, c: usize, cRow: i32, diagonal: i32): void {
  for (let j = 0; j < cols; j += tile) {
    const strip = packedB + offset(j, depth);
    for (let i = 0; i < rows; i += tile) {
      if (i + tile <= diagonal + j) continue;
      const target = c + offset(i, cRow) + offset(j, 1);
      if (i + tile <= rows && j + tile <= cols) {
        addTile(depth, strips + offset(i, depth), strip, factor, target, offset(1, cRow));
        continue;
      }
      memory.fill(edgeTile, 0, tile * tile * 8);
      addTile(depth, strips + offset(i, depth), strip, factor, edgeTile, tile * 8);
      for (let r = 0; r < min(tile, rows - i); r++) {
        for (let q = 0; q < min(tile, cols - j); q++) {
          const at = target + offset(r, cRow) + offset(q, 1);
          f64.store(at, f64.load(at) + f64.load(edgeTile + offset(r, tile) + offset(q, 1)));
        }
      }
    }
  }
}

/** Adds factor · (strip of A) · (strip of B) to a 4 × 4 tile; `row`: bytes between its rows. */
function addTile(depth: i32, a: usize, b: usize, factor: f64, c: usize, row: usize): void {
  let s00 = f64x2.splat(0);
  let s01 = f64x2.splat(0);
  let s10 = f64x2.splat(0);
  let s11 = f64x2.splat(0);
  let s20 = f64x2.splat(0);
  let s21 = f64x2.splat(0);
  let s30 = f64x2.splat(0);
  let s31 = f64x2.splat(0);
  for (; depth > 0; depth--) {
    const left = v128.load(b);
    const right = v128.load(b, 16);
    let value = v128.load64_splat(a);
    s00 = f64x2.add(s00, f64x2.mul(value, left));
    s01 = f64x2.add(s01, f64x2.mul(value, right));
    value = v128.load64_splat(a, 8);
    s10 = f64x2.add(s10, f64x2.mul(value, left));
    s11 = f64x2.add(s11, f64x2.mul(value, right));
    value = v128.load64_splat(a, 16);
    s20 = f64x2.add(s20, f64x2.mul(value, left));
    s21 = f64x2.add(s21, f64x2.mul(value, right));
    value = v128.load64_splat(a, 24);
    s30 = f64x2.add(s30, f64x2.mul(value, left));
    s31 = f64x2.add(s31, f64x2.mul(value, right));
    a += tile * 8;
    b += tile * 8;
  }
  const scale = f64x2.splat(factor);
  addRow(c, scale, s00, s01);
  addRow(c + row, scale, s10, s11);
  addRow(c + 2 * row, scale, s20, s21);
  addRow(c + 3 * row, scale, s30, s31);
}

function addRow(c: usize, scale: v128, left: v128, right: v128): void {
  v128.store(c, f64x2.add(v128.load(c), f64x2.mul(scale, left)));
  v128.store(c, f64x2.add(v128.load(c, 16), f64x2.mul(scale, right)), 16);
}

/**
 * Copies `count` lines of `depth` values in strips of four lines, one value of each in turn; the last strip is filled up with repetitions of
 * its first line, whose products nobody reads. `line`, `step`: values between lines and between the values of a line.
 */
function pack(count: i32, depth: i32, from: usize, line: i32, step: i32, to: usize): void {
  const stepBytes = offset(1, step);
  for (let first = 0; first < count; first += tile) {
    const lines = count - first;
    let source = from + offset(first, line);
    const end = to + offset(depth, tile);
    if (lines >= tile && line === 1) {
      for (; to < end; to += tile * 8) {
        v128.store(to, v128.load(source));
        v128.store(to, v128.load(source, 16), 16);
        source += stepBytes;
      }
    } else {
      const second = offset(lines > 1 ? 1 : 0, line);
      const third = offset(lines > 2 ? 2 : 0, line);
      const fourth = offset(lines > 3 ? 3 : 0, line);
      for (; to < end; to += tile * 8) {
        f64.store(to, f64.load(source));
        f64.store(to, f64.load(source + second), 8);
        f64.store(to, f64.load(source + third), 16);
        f64.store(to, f64.load(source + fourth), 24);
        source += stepBytes;
      }
    }
  }
}

/** Bytes of `count` steps of `stride` doubles. */
export function offset(count: i32, stride: i32): usize {
  return (<usize>count * <usize>stride) << 3;
}
