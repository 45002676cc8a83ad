export interface Point {
  readonly x: number;
  readonly y: number;
}

/** SVG path of the steps through a front: level until the next point's x, then straight to its y. Points by rising x, in pixels. */
export function staircasePath(points: readonly Point[]): string {
  let path = '';
  points.forEach((point, index) => {
    const x = round(point.x);
    const y = round(point.y);
    path += index === 0 ? `M${x} ${y}` : `H${x}V${y}`;
  });
  return path;
}

/** Index of the best point that keeps to a limit: the last one (highest y value) whose x is not above it; undefined where none does. */
export function bestWithin(sortedX: readonly number[], limit: number): number | undefined {
  let best: number | undefined;
  sortedX.forEach((x, index) => {
    if (x <= limit) best = index;
  });
  return best;
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
