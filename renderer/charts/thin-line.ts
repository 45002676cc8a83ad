export interface LinePoint {
  /** In pixels. */
  readonly x: number;
  readonly value: number;
}

/** What can be seen of a line whose points rise in x: of each pixel's column the first, lowest, highest and last point, in their order. */
export function thinLine<Point extends LinePoint>(points: readonly Point[]): readonly Point[] {
  const kept: Point[] = [];
  for (let start = 0; start < points.length;) {
    const first = points[start]!;
    let end = start + 1;
    let lowest = start;
    let highest = start;
    for (; end < points.length && Math.floor(points[end]!.x) === Math.floor(first.x); end++) {
      if (points[end]!.value < points[lowest]!.value) lowest = end;
      if (points[end]!.value > points[highest]!.value) highest = end;
    }
    const seen = [...new Set([start, lowest, highest, end - 1])].sort((a, b) => a - b);
    kept.push(...seen.map((index) => points[index]!));
    start = end;
  }
  return kept;
}
