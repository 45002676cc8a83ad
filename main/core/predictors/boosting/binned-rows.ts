import type { Matrix } from '../../linalg/matrix.ts';
import { binFeature, type FeatureBins } from './feature-bins.ts';

/** A feature that is not constant. */
export interface BinnedFeature {
  /** Its column of x. */
  readonly column: number;
  readonly smallest: Float64Array;
  readonly largest: Float64Array;
  /** Joint column that tells its bin. */
  readonly joint: number;
  /** Its bin in each cell of the joint column. */
  readonly binOfCell: Uint8Array;
  /** Where its bins begin in a histogram. */
  readonly firstBin: number;
}

/** Features of one joint column, whose bins are summed from the column's cells. */
export interface SharedCells {
  /** Where the column's cells begin in a histogram. */
  readonly firstCell: number;
  readonly cells: number;
  readonly features: number;
  /** [cells][features]: the bin's place in a histogram. */
  readonly bins: Uint32Array;
}

/** The rows of x in bins, as trees are grown from them. */
export interface BinnedRows {
  readonly rows: number;
  readonly features: readonly BinnedFeature[];
  /** [joint columns / 16][rows][16]: the row's cell in each joint column. */
  readonly cells: Uint8Array;
  /** A multiple of 16; the last may be unused. */
  readonly jointColumns: number;
  readonly shared: readonly SharedCells[];
  /** Values of a histogram: 256 a joint column, then the bins of the features that share one. */
  readonly histogramSize: number;
}

/** Joint columns whose cells lie side by side in a row. */
export const columnsAtOnce = 16;
export const cellsPerColumn = 256;
/** Features share a joint column as long as it has no more cells than this, or than they have bins. */
const fewCells = 64;

/**
 * Cuts every feature into bins. Features that take few combinations of values (one-hot genes, layers of a few networks) share a joint column,
 * a cell for each combination that occurs: a histogram then costs one addition a row for all of them together. Constant features are left
 * out, and so are those that split the rows as one before them does. Yields after each feature.
 */
export function* binRows(x: Matrix): Generator<void, BinnedRows> {
  const columns: JointColumn[] = [];
  const values = new Float64Array(x.rows);
  for (let column = 0; column < x.cols; column++) {
    for (let row = 0; row < x.rows; row++) values[row] = x.data[row * x.cols + column]!;
    const bins = binFeature(values);
    if (bins === undefined || columns.at(-1)?.join(column, bins)) continue;
    columns.at(-1)?.close();
    columns.push(new JointColumn(column, bins));
    yield;
  }
  columns.at(-1)?.close();
  return assemble(x.rows, columns);
}

interface JointFeature {
  readonly column: number;
  readonly bins: FeatureBins;
  readonly binOfCell: Uint8Array;
}

/** A partition of the rows by the values of some features. */
class JointColumn {
  /** Cell of each row. */
  cellOfRow: Uint8Array;
  cells: number;
  features: JointFeature[] = [];
  #open: { readonly column: number; readonly bins: FeatureBins }[];
  #bins: number;

  constructor(column: number, bins: FeatureBins) {
    this.cellOfRow = bins.binOfRow;
    this.cells = this.#bins = bins.smallest.length;
    this.#open = [{ column, bins }];
  }

  /** Takes a feature in, unless that made too many cells. */
  join(column: number, bins: FeatureBins): boolean {
    const total = this.#bins + bins.smallest.length;
    const refined = refine(this.cellOfRow, this.cells, bins, Math.min(cellsPerColumn, Math.max(fewCells, total)));
    if (refined === undefined) return false;
    this.cellOfRow = refined.cellOfRow;
    this.cells = refined.cells;
    this.#bins = total;
    this.#open.push({ column, bins });
    return true;
  }

  /** No more features: reduces them to their bins in each cell, and leaves out those that equal one before them. */
  close(): void {
    const rowOfCell = new Uint32Array(this.cells);
    this.cellOfRow.forEach((cell, row) => (rowOfCell[cell] = row));
    const known = new Set<string>();
    for (const { column, bins } of this.#open) {
      const binOfCell = Uint8Array.from(rowOfCell, (row) => bins.binOfRow[row]!);
      if (known.size === known.add(binOfCell.join()).size) continue;
      this.features.push({ column, bins, binOfCell });
    }
    this.#open = [];
    if (this.features.length === 1) this.#standAlone(this.features[0]!);
  }

  /** A lone feature's bins are the cells. */
  #standAlone({ column, bins }: JointFeature): void {
    this.cellOfRow = bins.binOfRow;
    this.cells = bins.smallest.length;
    this.features = [{ column, bins, binOfCell: Uint8Array.from({ length: this.cells }, (_, cell) => cell) }];
  }
}

/** The partition by cell and bin; undefined where it has more than `most` parts. */
function refine(cellOfRow: Uint8Array, cells: number, { binOfRow, smallest }: FeatureBins, most: number) {
  const bins = smallest.length;
  const numbers = new Int16Array(cells * bins).fill(-1);
  const refined = new Uint8Array(cellOfRow.length);
  let count = 0;
  for (let row = 0; row < refined.length; row++) {
    const key = cellOfRow[row]! * bins + binOfRow[row]!;
    if (numbers[key]! < 0) {
      if (count === most) return undefined;
      numbers[key] = count++;
    }
    refined[row] = numbers[key]!;
  }
  return { cellOfRow: refined, cells: count };
}

function assemble(rows: number, columns: readonly JointColumn[]): BinnedRows {
  const jointColumns = Math.ceil(columns.length / columnsAtOnce) * columnsAtOnce;
  const cells = new Uint8Array(jointColumns * rows);
  const features: BinnedFeature[] = [];
  const shared: SharedCells[] = [];
  let histogramSize = jointColumns * cellsPerColumn;
  columns.forEach((joint, index) => {
    const place = cellPlace(rows, index);
    for (let row = 0; row < rows; row++) cells[place + row * columnsAtOnce] = joint.cellOfRow[row]!;
    const firstCell = index * cellsPerColumn;
    const alone = joint.features.length === 1;
    const firstBins = joint.features.map(({ bins }) => {
      const firstBin = alone ? firstCell : histogramSize;
      if (!alone) histogramSize += bins.smallest.length;
      return firstBin;
    });
    joint.features.forEach(({ column, bins: { smallest, largest }, binOfCell }, i) =>
      features.push({ column, smallest, largest, joint: index, binOfCell, firstBin: firstBins[i]! }),
    );
    if (alone) return;
    const width = joint.features.length;
    const bins = new Uint32Array(joint.cells * width);
    for (let cell = 0; cell < joint.cells; cell++) {
      for (let i = 0; i < width; i++) bins[cell * width + i] = firstBins[i]! + joint.features[i]!.binOfCell[cell]!;
    }
    shared.push({ firstCell, cells: joint.cells, features: width, bins });
  });
  return { rows, features, cells, jointColumns, shared, histogramSize };
}

/** The row's cell in a joint column stands in `cells` at cellPlace(…) + 16 · row. */
export function cellPlace(rows: number, joint: number): number {
  return (joint - (joint % columnsAtOnce)) * rows + (joint % columnsAtOnce);
}
