/** Blocked matrix product after Goto and van de Geijn (2008): both factors are packed so that the innermost loop reads memory in order. */

// A packed block of A lies in the second-level cache, a strip of packed B in the first.
const blockRows = 64;
const blockDepth = 256;
const blockCols = 512;
/** The tile of C that stays in registers: so many rows, two vectors wide. */
const tileRows = 4;
const tileRowBytes = 32;

const packedA: usize = memory.data(blockRows * blockDepth * 8, 64);
const packedB: usize = memory.data(blockDepth * blockCols * 8, 64);
const edgeTile: usize = memory.data(tileRows * tileRowBytes, 64);

/**
 * C += factor · A · B for A [m, k] and B [k, n] of f64 or f32: element (i, p) of A lies i·aRow + p·aCol values behind `a`, likewise B's; C is
 * row-major with `cRow` values a row. `lowerOnly`: tiles that lie wholly above the diagonal of C are left as they are.
 */
export function addProductOf<T>(
  m: i32,
  n: i32,
  k: i32,
  factor: T,
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
  const tileCols = tileRowBytes / <i32>sizeof<T>();
  // B's strips then serve as A's, if they are as wide.
  const symmetric = tileCols === tileRows && a === b && aRow === bCol && aCol === bRow;
  for (let firstCol = 0; firstCol < n; firstCol += blockCols) {
    const cols = min(blockCols, n - firstCol);
    for (let depth = 0; depth < k; depth += blockDepth) {
      const deep = min(blockDepth, k - depth);
      pack<T>(cols, deep, b + bytes<T>(depth, bRow) + bytes<T>(firstCol, bCol), bCol, bRow, packedB, tileCols);
      for (let firstRow = 0; firstRow < m; firstRow += blockRows) {
        const rows = min(blockRows, m - firstRow);
        if (lowerOnly && firstRow + rows <= firstCol) continue;
        let strips = packedA;
        if (symmetric && firstRow >= firstCol && firstRow + rows <= firstCol + cols) strips = packedB + bytes<T>(firstRow - firstCol, deep);
        else pack<T>(rows, deep, a + bytes<T>(firstRow, aRow) + bytes<T>(depth, aCol), aRow, aCol, packedA, tileRows);
        const block = c + bytes<T>(firstRow, cRow) + bytes<T>(firstCol, 1);
        addBlock<T>(rows, cols, deep, factor, strips, block, cRow, lowerOnly ? firstCol - firstRow : i32.MIN_VALUE);
      }
    }
  }
}

/** Tiles whose last row is above `diagonal` + their first column are left out. */
function addBlock<T>(rows: i32, cols: i32, depth: i32, factor: T, strips: usize, c: usize, cRow: i32, diagonal: i32): void {
  const tileCols = tileRowBytes / <i32>sizeof<T>();
  for (let j = 0; j < cols; j += tileCols) {
    const strip = packedB + bytes<T>(j, depth);
    for (let i = 0; i < rows; i += tileRows) {
      if (i + tileRows <= diagonal + j) continue;
      const target = c + bytes<T>(i, cRow) + bytes<T>(j, 1);
      if (i + tileRows <= rows && j + tileCols <= cols) {
        addTile<T>(depth, strips + bytes<T>(i, depth), strip, factor, target, bytes<T>(1, cRow));
        continue;
      }
      memory.fill(edgeTile, 0, tileRows * tileRowBytes);
      addTile<T>(depth, strips + bytes<T>(i, depth), strip, factor, edgeTile, tileRowBytes);
      for (let r = 0; r < min(tileRows, rows - i); r++) {
        for (let q = 0; q < min(tileCols, cols - j); q++) {
          const at = target + bytes<T>(r, cRow) + bytes<T>(q, 1);
          store<T>(at, load<T>(at) + load<T>(edgeTile + r * tileRowBytes + bytes<T>(q, 1)));
        }
      }
    }
  }
}

/** Adds factor · (strip of A) · (strip of B) to a tile; `row`: bytes between its rows. */
function addTile<T>(depth: i32, a: usize, b: usize, factor: T, c: usize, row: usize): void {
  let s00 = v128.splat<T>(0);
  let s01 = v128.splat<T>(0);
  let s10 = v128.splat<T>(0);
  let s11 = v128.splat<T>(0);
  let s20 = v128.splat<T>(0);
  let s21 = v128.splat<T>(0);
  let s30 = v128.splat<T>(0);
  let s31 = v128.splat<T>(0);
  for (; depth > 0; depth--) {
    const left = v128.load(b);
    const right = v128.load(b, 16);
    let value = v128.load_splat<T>(a);
    s00 = v128.add<T>(s00, v128.mul<T>(value, left));
    s01 = v128.add<T>(s01, v128.mul<T>(value, right));
    value = v128.load_splat<T>(a, sizeof<T>());
    s10 = v128.add<T>(s10, v128.mul<T>(value, left));
    s11 = v128.add<T>(s11, v128.mul<T>(value, right));
    value = v128.load_splat<T>(a, 2 * sizeof<T>());
    s20 = v128.add<T>(s20, v128.mul<T>(value, left));
    s21 = v128.add<T>(s21, v128.mul<T>(value, right));
    value = v128.load_splat<T>(a, 3 * sizeof<T>());
    s30 = v128.add<T>(s30, v128.mul<T>(value, left));
    s31 = v128.add<T>(s31, v128.mul<T>(value, right));
    a += tileRows * sizeof<T>();
    b += tileRowBytes;
  }
  const scale = v128.splat<T>(factor);
  addRow<T>(c, scale, s00, s01);
  addRow<T>(c + row, scale, s10, s11);
  addRow<T>(c + 2 * row, scale, s20, s21);
  addRow<T>(c + 3 * row, scale, s30, s31);
}

function addRow<T>(c: usize, scale: v128, left: v128, right: v128): void {
  v128.store(c, v128.add<T>(v128.load(c), v128.mul<T>(scale, left)));
  v128.store(c, v128.add<T>(v128.load(c, 16), v128.mul<T>(scale, right)), 16);
}

/**
 * Copies `count` lines of `depth` values in strips of `width` lines (4 or 8), one value of each in turn; the last strip is filled up with
 * repetitions of its first line, whose products nobody reads. `line`, `step`: values between lines and between the values of a line.
 */
function pack<T>(count: i32, depth: i32, from: usize, line: i32, step: i32, to: usize, width: i32): void {
  for (let first = 0; first < count; first += width) {
    for (let part = 0; part < width; part += 4) {
      const lines = count - first - part;
      const source = from + bytes<T>(lines > 0 ? first + part : first, line);
      packFour<T>(lines, depth, source, line, bytes<T>(1, step), to + bytes<T>(part, 1), bytes<T>(width, 1));
    }
    to += bytes<T>(depth, width);
  }
}

/** Copies up to four lines; `step`, `toStep`: bytes from one value of a line to the next. */
function packFour<T>(lines: i32, depth: i32, source: usize, line: i32, step: usize, to: usize, toStep: usize): void {
  if (lines >= 4 && line === 1) {
    for (; depth > 0; depth--) {
      v128.store(to, v128.load(source));
      if (sizeof<T>() === 8) v128.store(to, v128.load(source, 16), 16);
      source += step;
      to += toStep;
    }
    return;
  }
  const second = bytes<T>(lines > 1 ? 1 : 0, line);
  const third = bytes<T>(lines > 2 ? 2 : 0, line);
  const fourth = bytes<T>(lines > 3 ? 3 : 0, line);
  for (; depth > 0; depth--) {
    store<T>(to, load<T>(source));
    store<T>(to, load<T>(source + second), sizeof<T>());
    store<T>(to, load<T>(source + third), 2 * sizeof<T>());
    store<T>(to, load<T>(source + fourth), 3 * sizeof<T>());
    source += step;
    to += toStep;
  }
}

/** Bytes of `count` steps of `stride` values. */
function bytes<T>(count: i32, stride: i32): usize {
  return (<usize>count * <usize>stride) << alignof<T>();
}

/** Bytes of `count` steps of `stride` doubles. */
export function offset(count: i32, stride: i32): usize {
  return (<usize>count * <usize>stride) << 3;
}

/** `addProductOf` for doubles. */
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
  addProductOf<f64>(m, n, k, factor, a, aRow, aCol, b, bRow, bCol, c, cRow, lowerOnly);
}

/** `addProductOf` for single precision: twice as fast. */
export function addProductF32(
  m: i32,
  n: i32,
  k: i32,
  factor: f32,
  a: usize,
  aRow: i32,
  aCol: i32,
  b: usize,
  bRow: i32,
  bCol: i32,
  c: usize,
  cRow: i32,
): void {
  addProductOf<f32>(m, n, k, factor, a, aRow, aCol, b, bRow, bCol, c, cRow, false);
}
