/** Points as one layer of coverage. Lengths in pixels of the layer. */
export interface PointLayer {
  readonly width: number;
  readonly height: number;
  /** [n] centres; what lies outside the layer is left out. */
  readonly x: ArrayLike<number>;
  readonly y: ArrayLike<number>;
  readonly diameter: number;
  /** Of one point (0 … 1). */
  readonly opacity: number;
}

/** Centres are drawn to a quarter of a pixel, edges in sixteen steps. */
const parts = 4;

/**
 * Coverage of the layer's pixels (row-major, 0 … 1): each point lies over those before it, so that they get denser where they lie on each
 * other. A canvas that draws by software takes ten times as long for as many discs.
 */
export function rasterPoints({ width, height, x, y, diameter, opacity }: PointLayer): Float32Array {
  const coverage = new Float32Array(width * height);
  const side = Math.ceil(diameter) + 1;
  const discs = discsAt(side, diameter / 2, opacity);
  for (let index = 0; index < x.length; index++) {
    const left = (x[index] ?? NaN) - side / 2;
    const top = (y[index] ?? NaN) - side / 2;
    if (!(left > -side && left < width && top > -side && top < height)) continue;
    const [column, row] = [Math.floor(left), Math.floor(top)];
    const disc = discs[Math.floor((top - row) * parts) * parts + Math.floor((left - column) * parts)]!;
    const [fromColumn, toColumn] = [Math.max(0, -column), Math.min(side + 1, width - column)];
    for (let down = Math.max(0, -row); down < Math.min(side + 1, height - row); down++) {
      const start = (row + down) * width + column;
      for (let right = fromColumn; right < toColumn; right++) {
        const before = coverage[start + right]!;
        coverage[start + right] = before + disc[down * (side + 1) + right]! * (1 - before);
      }
    }
  }
  return coverage;
}

/** A disc in a square of `side + 1` pixels, once for each part of a pixel that it may be moved by to the right and down. */
function discsAt(side: number, radius: number, opacity: number): readonly Float32Array[] {
  return Array.from({ length: parts * parts }, (_, moved) => {
    const centreX = side / 2 + ((moved % parts) + 0.5) / parts;
    const centreY = side / 2 + (Math.floor(moved / parts) + 0.5) / parts;
    return Float32Array.from({ length: (side + 1) ** 2 }, (__, pixel) => {
      const [column, row] = [pixel % (side + 1), Math.floor(pixel / (side + 1))];
      let inside = 0;
      for (let part = 0; part < parts * parts; part++) {
        const dx = column + ((part % parts) + 0.5) / parts - centreX;
        const dy = row + (Math.floor(part / parts) + 0.5) / parts - centreY;
        if (dx * dx + dy * dy <= radius * radius) inside++;
      }
      return (opacity * inside) / (parts * parts);
    });
  });
}
