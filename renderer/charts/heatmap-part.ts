import type { Viewport } from './viewport.ts';

/** The square part of a heatmap that is looked at, in cells. */
export type HeatmapPart = {
  /** First row and column. */
  readonly row: number;
  readonly column: number;
  /** Rows, and as many columns. */
  readonly count: number;
};

export type Cell = { readonly row: number; readonly column: number };

/** Whole cells, as many in both directions; `devices`: rows of the whole heatmap. */
export function heatmapPart(devices: number, { x, y }: Viewport): HeatmapPart {
  const count = Math.max(Math.min(2, devices), Math.min(devices, Math.ceil(Math.max(x[1] - x[0], y[1] - y[0]) * devices - 1e-9)));
  const first = (share: number): number => Math.max(0, Math.min(devices - count, Math.round(share * devices)));
  return { row: first(1 - y[1]), column: first(x[0]), count };
}

export function isInPart({ row, column }: Cell, part: HeatmapPart): boolean {
  return row >= part.row && row < part.row + part.count && column >= part.column && column < part.column + part.count;
}
