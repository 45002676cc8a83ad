/**
 * Sums `packed` by cell for sixteen columns at a time: cells are bytes, [columns / 16][rows][16], `order` holds row numbers (u32) of which those
 * from `start` to `end` count, and a column's sums are 256 doubles of `histogram`, which they are added to. `gathered`: room for as many
 * doubles as rows count.
 */
export function sumCells(
  rows: i32,
  columns: i32,
  cells: usize,
  order: usize,
  start: i32,
  end: i32,
  packed: usize,
  gathered: usize,
  histogram: usize,
): void {
  order += (<usize>start) << 2;
  const count = <usize>(end - start);
  for (let i: usize = 0; i < count; i++) {
    store<f64>(gathered + (i << 3), load<f64>(packed + (load<u32>(order + (i << 2)) << 3)));
  }
  for (let column = 0; column < columns; column += 16) {
    for (let i: usize = 0; i < count; i++) {
      const at = cells + (load<u32>(order + (i << 2)) << 4);
      const value = load<f64>(gathered + (i << 3));
      let four = load<u32>(at);
      add(histogram + ((four & 255) << 3), 0, value);
      add(histogram + (((four >> 8) & 255) << 3), 2048, value);
      add(histogram + (((four >> 16) & 255) << 3), 4096, value);
      add(histogram + ((four >> 24) << 3), 6144, value);
      four = load<u32>(at, 4);
      add(histogram + ((four & 255) << 3), 8192, value);
      add(histogram + (((four >> 8) & 255) << 3), 10240, value);
      add(histogram + (((four >> 16) & 255) << 3), 12288, value);
      add(histogram + ((four >> 24) << 3), 14336, value);
      four = load<u32>(at, 8);
      add(histogram + ((four & 255) << 3), 16384, value);
      add(histogram + (((four >> 8) & 255) << 3), 18432, value);
      add(histogram + (((four >> 16) & 255) << 3), 20480, value);
      add(histogram + ((four >> 24) << 3), 22528, value);
      four = load<u32>(at, 12);
      add(histogram + ((four & 255) << 3), 24576, value);
      add(histogram + (((four >> 8) & 255) << 3), 26624, value);
      add(histogram + (((four >> 16) & 255) << 3), 28672, value);
      add(histogram + ((four >> 24) << 3), 30720, value);
    }
    cells += rows << 4;
    histogram += 32768;
  }
}

function add(at: usize, offset: usize, value: f64): void {
  store<f64>(at + offset, load<f64>(at + offset) + value);
}

/** target −= part, for n values. */
export function subtract(n: i32, target: usize, part: usize): void {
  let i = 0;
  for (; i + 1 < n; i += 2) {
    v128.store(target, f64x2.sub(v128.load(target), v128.load(part)));
    target += 16;
    part += 16;
  }
  if (i < n) store<f64>(target, load<f64>(target) - load<f64>(part));
}
