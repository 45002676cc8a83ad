/** Finds the drawn point nearest to a place, within a reach, without looking at all of them. */
export interface NearestPoint {
  /** Index of the nearest point, or undefined where none is within `reach` pixels. */
  find(x: number, y: number, reach: number): number | undefined;
}

const CELL_PIXELS = 24;

/** Index over points in pixels: cells of 24 px, built in one pass when it is first asked. Points that are not finite are left out. */
export function nearestPointIndex(x: ArrayLike<number>, y: ArrayLike<number>): NearestPoint {
  let cells: ReadonlyMap<number, readonly number[]> | undefined;
  return {
    find: (atX, atY, reach) => findNearest((cells ??= cellsOf(x, y)), x, y, { x: atX, y: atY, reach }),
  };
}

/** One number a cell; charts are far smaller than the 2²⁰ cells of a row. */
function keyOf(column: number, row: number): number {
  return row * 2 ** 20 + column;
}

function cellsOf(x: ArrayLike<number>, y: ArrayLike<number>): Map<number, number[]> {
  const cells = new Map<number, number[]>();
  for (let index = 0; index < x.length; index++) {
    const px = x[index] ?? NaN;
    const py = y[index] ?? NaN;
    if (!Number.isFinite(px) || !Number.isFinite(py)) continue;
    const key = keyOf(Math.floor(px / CELL_PIXELS), Math.floor(py / CELL_PIXELS));
    const cell = cells.get(key);
    if (cell === undefined) cells.set(key, [index]);
    else cell.push(index);
  }
  return cells;
}

function findNearest(
  cells: ReadonlyMap<number, readonly number[]>,
  x: ArrayLike<number>,
  y: ArrayLike<number>,
  at: { readonly x: number; readonly y: number; readonly reach: number },
): number | undefined {
  const cellOf = (pixel: number): number => Math.floor(pixel / CELL_PIXELS);
  let nearest: number | undefined;
  let nearestSquared = at.reach * at.reach;
  for (let column = cellOf(at.x - at.reach); column <= cellOf(at.x + at.reach); column++) {
    for (let row = cellOf(at.y - at.reach); row <= cellOf(at.y + at.reach); row++) {
      for (const index of cells.get(keyOf(column, row)) ?? []) {
        const squared = ((x[index] ?? NaN) - at.x) ** 2 + ((y[index] ?? NaN) - at.y) ** 2;
        if (squared < nearestSquared || (squared === nearestSquared && nearest === undefined)) {
          nearest = index;
          nearestSquared = squared;
        }
      }
    }
  }
  return nearest;
}
