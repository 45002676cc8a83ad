import type { Size } from './use-size.ts';

/** Where the cells and labels of a square heatmap go. Lengths in pixels. */
export type HeatmapLayout = {
  /** Of the rows and of the columns, as many. */
  readonly names: readonly string[];
  readonly columnNames: readonly string[];
  /** Left and top edge of the first cell. */
  readonly left: number;
  readonly top: number;
  /** From one cell to the next. */
  readonly pitch: number;
  /** Width of the tree at the right. */
  readonly treeWidth: number;
  /** Whether numbers fit into the cells, and device names beside them. */
  readonly numbers: boolean;
  readonly labels: boolean;
  /** Size of the names, and by how many degrees those of the columns are turned. */
  readonly labelPixels: number;
  readonly labelTurn: number;
};

const LONGEST_LABEL = 26;
const MOST_DEVICES_WITH_NUMBERS = 25;
const MOST_DEVICES_WITH_LABELS = 60;
const LARGEST_PITCH = 72;
const SMALLEST_PITCH = 4;
const SMALLEST_LABEL = 7;
/** Names of columns slant; where cells are narrower than this they stand upright, and are smaller. */
const LEAST_PITCH_TO_SLANT = 16;
const SLANTED = { pixels: 11, turn: 52 } as const;
const UPRIGHT = { pixels: 9.5, turn: 90 } as const;
/** Mean width of a character in units of its size. */
const CHARACTER = 0.555;

/** A name that fits beside the heatmap. */
export function shortened(name: string): string {
  return name.length > LONGEST_LABEL ? `${name.slice(0, LONGEST_LABEL - 1)}…` : name;
}

/** Makes the cells as large as the room allows, up to 72 px; no numbers above 25 devices or in cells under 22 px, no names above 60. */
export function heatmapLayout(names: readonly string[], size: Size, columnNames = names): HeatmapLayout {
  const slanted = arranged(names, columnNames, size, SLANTED);
  return slanted.labels && slanted.pitch < LEAST_PITCH_TO_SLANT ? arranged(names, columnNames, size, UPRIGHT) : slanted;
}

function arranged(
  names: readonly string[],
  columnNames: readonly string[],
  size: Size,
  { pixels, turn }: { readonly pixels: number; readonly turn: number },
): HeatmapLayout {
  const labels = names.length <= MOST_DEVICES_WITH_LABELS;
  const longest = labels ? Math.max(0, ...[...names, ...columnNames].map((name) => shortened(name).length)) * CHARACTER * pixels : 0;
  const [sine, cosine] = [Math.sin((turn * Math.PI) / 180), Math.cos((turn * Math.PI) / 180)];
  const left = Math.ceil(labels ? longest + 10 : 0);
  const top = Math.ceil(labels ? longest * sine + 12 : 4);
  const treeWidth = 32;
  // The last column's slanted label or the tree sticks out at the right, whichever is wider.
  const right = Math.max(treeWidth + 10, longest * cosine - 4);
  const room = Math.min(size.width - left - right, size.height - top - 4);
  const pitch = Math.max(SMALLEST_PITCH, Math.min(LARGEST_PITCH, Math.floor(room / Math.max(1, names.length))));
  return {
    names,
    columnNames,
    left,
    top,
    pitch,
    treeWidth,
    numbers: names.length <= MOST_DEVICES_WITH_NUMBERS && pitch >= 22,
    labels,
    labelPixels: Math.min(pixels, Math.max(pitch - 0.5, SMALLEST_LABEL)),
    labelTurn: turn,
  };
}
