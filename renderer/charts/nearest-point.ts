/** Finds the drawn point nearest to a place, within a reach, without looking at all of them. */
export interface NearestPoint {
  /** Index of the nearest point, or undefined where none is within `reach` pixels. */
  find(x: number, y: number, reach: number): number | undefined;
}

const CELL_PIXELS = 24;

/** Index over points in pixels: cells of 24 px, built in one pass. Points that are not finite are left out. */
export function nearestPointIndex(x: ArrayLike<number>, y: ArrayLike<number>): NearestPoint {
  const cells = new Map<string, number[]>();
  const keyOf = (column: number, row: number): string => `${column},${row}`;
  for (let index = 0; index < x.length; index++) {
    const px = x[index] ?? NaN;
    const py = y[index] ?? NaN;
    if (!Number.isFinite(px) || !Number.isFinite(py)) continue;
    const key = keyOf(Math.floor(px / CELL_PIXELS), Math.floor(py / CELL_PIXELS));
    const cell = cells.get(key);
    if (cell === undefined) cells.set(key, [index]);
    else cell.push(index);
  }
  return {
    find(atX, atY, reach) {
      let nearest: number | undefined;
      let nearestSquared = reach * reach;
      for (let column = Math.floor((atX - reach) / CELL_PIXELS); column <= Math.floor((atX + reach) / CELL_PIXELS); column++) {
        for (let row = Math.floor((atY - reach) / CELL_PIXELS); row <= Math.floor((atY + reach) / CELL_PIXELS); row++) {
          for (const index of cells.get(keyOf(column, row)) ?? []) {
            const squared = ((x[index] ?? NaN) - atX) ** 2 + ((y[index] ?? NaN) - atY) ** 2;
            if (squared < nearestSquared || (squared === nearestSquared && nearest === undefined)) {
              nearest = index;
              nearestSquared = squared;
            }
          }
        }
      }
      return nearest;
    },
  };
}
