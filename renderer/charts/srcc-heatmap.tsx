import { memo, useId, useMemo, useState, type KeyboardEvent, type MouseEvent, type ReactNode } from 'react';
import { formatCount, formatInterval, formatSrcc } from '../state/format.ts';
import { ChartStage } from './chart-stage.tsx';
import { dendrogram, type TreeJoin } from './dendrogram.ts';
import { heatmapLayout, shortened, type HeatmapLayout } from './heatmap-layout.ts';
import { heatmapPart, isInPart, type Cell, type HeatmapPart } from './heatmap-part.ts';
import { HoverCard } from './hover-card.tsx';
import { srccCellText, srccColour, srccInk, srccMark, type SrccMark } from './srcc-scale.ts';
import type { Size } from './use-size.ts';
import { useViewport } from './use-viewport.ts';
import { DrawnBoxMark, ShowAllButton } from './viewport-marks.tsx';

export type SrccMatrix = {
  readonly devices: readonly string[];
  /** How many architectures each pair has in common. */
  readonly pairs: readonly { readonly a: string; readonly b: string; readonly architectures: number }[];
  /** [devices][devices]; null: not known. Bounds of the 95 % interval in `low` and `high`. */
  readonly srcc: readonly (readonly (number | null)[])[];
  readonly low: readonly (readonly (number | null)[])[];
  readonly high: readonly (readonly (number | null)[])[];
};

type SrccHeatmapProps = {
  matrix: SrccMatrix;
  /** Indices of the devices from top to bottom. */
  order: readonly number[];
  /** Average-linkage tree drawn at the right; absent where the order is not the tree's. */
  tree?: readonly TreeJoin[];
  /** The picked pair: proxy in the column, target in the row. */
  picked: { proxy: string; target: string } | null;
  onPick: (pair: { proxy: string; target: string }) => void;
};

/**
 * Rank correlation of every two devices: numbers below the diagonal, the decision above it. Arrows move cell by cell, Enter picks the pair, + and − zoom. Of
 * the grid only the present cell is an element: cells are drawn by their colour, whatever their number.
 */
export function SrccHeatmap(props: SrccHeatmapProps) {
  return <ChartStage minimumHeight={200}>{(size) => <Heatmap {...props} size={size} />}</ChartStage>;
}

function Heatmap({ matrix, order, tree, picked, onPick, size }: SrccHeatmapProps & { size: Size }) {
  const id = useId();
  const [pointed, setPointed] = useState<Cell | null>(null);
  const [active, setActive] = useState<Cell | null>(null);
  const names = useMemo(() => order.map((index) => matrix.devices[index] ?? ''), [matrix, order]);
  const viewport = useViewport((view) => {
    const { left, top, pitch, names: rows } = layoutOf(names, heatmapPart(order.length, view), size);
    return { left, top, right: left + rows.length * pitch, bottom: top + rows.length * pitch };
  });
  const part = useMemo(() => heatmapPart(order.length, viewport.view), [order, viewport.view]);
  const layout = useMemo(() => layoutOf(names, part, size), [names, part, size]);
  const side = layout.pitch * part.count;
  const shown = pointed ?? active;
  const present = active ?? pickedCell();
  /** A cell out of view is an element at the edge. */
  const within = (position: number): number => Math.max(0, Math.min(part.count - 1, position));
  const cellId = `${id}-${present.row}-${present.column}`;

  const pick = (cell: Cell): void => {
    const proxy = deviceAt(cell.column);
    const target = deviceAt(cell.row);
    if (proxy !== target) onPick({ proxy, target });
  };
  const point = (cell: Cell): void => setPointed((before) => (before?.row === cell.row && before.column === cell.column ? before : cell));
  const onKeyDown = (event: KeyboardEvent<SVGGElement>): void => {
    const cell = active ?? { row: 0, column: 0 };
    const step = ARROWS[event.key];
    if (step !== undefined) {
      const last = order.length - 1;
      setPointed(null);
      const next = {
        row: Math.max(0, Math.min(last, cell.row + step.row)),
        column: Math.max(0, Math.min(last, cell.column + step.column)),
      };
      setActive(next);
      viewport.reveal({ x: (next.column + 0.5) / order.length, y: 1 - (next.row + 0.5) / order.length });
    } else if (event.key === 'Enter' || event.key === ' ') pick(cell);
    else if (event.key === 'Escape') event.currentTarget.blur();
    else return;
    event.preventDefault();
  };

  return (
    <>
      <svg width={size.width} height={size.height} className={viewport.isWhole ? undefined : 'is-zoomed'} {...viewport.surface}>
        <DeviceLabels layout={layout} picked={picked} />
        <g
          role="grid"
          aria-label={`SRCC of ${order.length} devices; the column is the proxy, the row the target; + and − zoom`}
          aria-rowcount={order.length}
          aria-colcount={order.length}
          tabIndex={0}
          aria-activedescendant={active === null ? undefined : cellId}
          className="chart-clickable"
          onFocus={() => setActive((cell) => cell ?? pickedCell())}
          onBlur={() => setActive(null)}
          onKeyDown={onKeyDown}
          onPointerMove={(event) => (viewport.dragging ? setPointed(null) : point(cellUnder(event)))}
          onPointerLeave={() => setPointed(null)}
          onClick={(event) => pick(cellUnder(event))}
        >
          <rect x={layout.left} y={layout.top} width={side} height={side} fill="transparent" />
          <g role="row" aria-rowindex={present.row + 1}>
            <rect
              key={cellId}
              role="gridcell"
              id={cellId}
              aria-colindex={present.column + 1}
              aria-label={cellWords(present)}
              aria-selected={isPicked(present)}
              x={layout.left + within(present.column - part.column) * layout.pitch}
              y={layout.top + within(present.row - part.row) * layout.pitch}
              width={layout.pitch}
              height={layout.pitch}
              fill="transparent"
            />
          </g>
          <HeatmapCells layout={layout} part={part} matrix={matrix} order={order} />
        </g>
        {pickedCells()
          .filter((cell) => isInPart(cell, part))
          .map((cell) => (
            <CellFrame key={`${cell.row} ${cell.column}`} layout={layout} part={part} cell={cell} />
          ))}
        {active !== null && isInPart(active, part) && <CellFrame layout={layout} part={part} cell={active} active />}
        <DrawnBoxMark box={viewport.box} />
        {tree !== undefined && viewport.isWhole && <Tree layout={layout} tree={tree} order={order} />}
      </svg>
      <ShowAllButton viewport={viewport} />
      {shown !== null && shown.row !== shown.column && isInPart(shown, part) && (
        <HoverCard
          x={layout.left + (shown.column - part.column + 1) * layout.pitch - 10}
          y={layout.top + (shown.row - part.row + 1) * layout.pitch - 10}
          size={size}
          title={cardTitle(shown)}
        >
          <div>95 % bootstrap, {formatCount(commonOf(shown))} common architectures</div>
          <div>
            {deviceAt(shown.column)} for {deviceAt(shown.row)}
          </div>
          <div>Enter or click shows the pair</div>
        </HoverCard>
      )}
    </>
  );

  function deviceAt(position: number): string {
    return matrix.devices[order[position] ?? -1] ?? '';
  }
  function commonOf(cell: Cell): number {
    const [first, second] = [deviceAt(cell.row), deviceAt(cell.column)];
    const pair = matrix.pairs.find(({ a, b }) => (a === first && b === second) || (a === second && b === first));
    return pair?.architectures ?? 0;
  }
  function isPicked({ row, column }: Cell): boolean {
    return picked !== null && deviceAt(column) === picked.proxy && deviceAt(row) === picked.target;
  }
  function cellUnder(event: MouseEvent<SVGGElement>): Cell {
    const outline = event.currentTarget.getBoundingClientRect();
    const position = (pixel: number): number => within(Math.floor(pixel / layout.pitch));
    return { row: part.row + position(event.clientY - outline.top), column: part.column + position(event.clientX - outline.left) };
  }
  function cellWords({ row, column }: Cell): string {
    if (row === column) return `${deviceAt(row)}: the same device`;
    const srcc = valueAt(matrix.srcc, order, { row, column });
    const what = srcc === null ? 'unknown' : `${srccCellText(srcc)}, ${MARK_WORDS[markAt(matrix, order, { row, column })]}`;
    return `${deviceAt(column)} for ${deviceAt(row)}: ${what}`;
  }
  function pickedCell(): Cell {
    return pickedCells()[0] ?? { row: Math.min(1, order.length - 1), column: 0 };
  }
  function pickedCells(): Cell[] {
    if (picked === null) return [];
    const row = order.findIndex((index) => matrix.devices[index] === picked.target);
    const column = order.findIndex((index) => matrix.devices[index] === picked.proxy);
    if (row < 0 || column < 0) return [];
    return [
      { row, column },
      { row: column, column: row },
    ];
  }
  function cardTitle(cell: Cell): string {
    const srcc = valueAt(matrix.srcc, order, cell);
    const low = valueAt(matrix.low, order, cell);
    const high = valueAt(matrix.high, order, cell);
    if (srcc === null) return 'SRCC unknown: too few common architectures';
    return low === null || high === null
      ? `SRCC ${formatSrcc(srcc, 3)}`
      : `SRCC ${formatSrcc(srcc, 3)} ${formatInterval(low, high, (bound) => formatSrcc(bound, 3))}`;
  }
}

function layoutOf(names: readonly string[], { row, column, count }: HeatmapPart, size: Size): HeatmapLayout {
  return heatmapLayout(names.slice(row, row + count), size, names.slice(column, column + count));
}

function valueAt(values: SrccMatrix['srcc'], order: readonly number[], { row, column }: Cell): number | null {
  return values[order[row] ?? -1]?.[order[column] ?? -1] ?? null;
}

function markAt(matrix: SrccMatrix, order: readonly number[], cell: Cell): SrccMark {
  return srccMark(valueAt(matrix.low, order, cell), valueAt(matrix.high, order, cell));
}

const ARROWS: Record<string, Cell> = {
  ArrowUp: { row: -1, column: 0 },
  ArrowDown: { row: 1, column: 0 },
  ArrowLeft: { row: 0, column: -1 },
  ArrowRight: { row: 0, column: 1 },
};

function DeviceLabels({ layout, picked }: { layout: HeatmapLayout; picked: SrccHeatmapProps['picked'] }) {
  if (!layout.labels) return null;
  const style = { fontSize: layout.labelPixels };
  /** From a letter's middle to its foot. */
  const below = 0.36 * layout.labelPixels;
  const look = (name: string): string =>
    picked !== null && (name === picked.proxy || name === picked.target) ? 'chart-strong' : 'chart-label';
  const middle = (index: number): number => (index + 0.5) * layout.pitch;
  return (
    <g aria-hidden="true">
      {layout.names.map((name, index) => (
        <text key={name} x={layout.left - 8} y={layout.top + middle(index) + below} textAnchor="end" className={look(name)} style={style}>
          {shortened(name)}
        </text>
      ))}
      {layout.columnNames.map((name, index) => (
        <text
          key={name}
          transform={`translate(${layout.left + middle(index) + below},${layout.top - 7}) rotate(${-layout.labelTurn})`}
          className={look(name)}
          style={style}
        >
          {shortened(name)}
        </text>
      ))}
    </g>
  );
}

type HeatmapCellsProps = { layout: HeatmapLayout; part: HeatmapPart } & Pick<SrccHeatmapProps, 'matrix' | 'order'>;

/** All cells: a path a colour, and where there is room a number or a mark each. */
const HeatmapCells = memo(function HeatmapCells({ layout, part, matrix, order }: HeatmapCellsProps) {
  const side = layout.pitch - 1;
  const paths = new Map<string, string>();
  const texts: ReactNode[] = [];
  for (let row = part.row; row < part.row + part.count; row++) {
    for (let column = part.column; column < part.column + part.count; column++) {
      const [x, y] = [layout.left + (column - part.column) * layout.pitch + 0.5, layout.top + (row - part.row) * layout.pitch + 0.5];
      const srcc = row === column ? null : valueAt(matrix.srcc, order, { row, column });
      const colour = srcc === null ? 'var(--sunken)' : srccColour(srcc);
      paths.set(colour, `${paths.get(colour) ?? ''}M${x} ${y}h${side}v${side}h${-side}z`);
      if (srcc !== null && layout.numbers)
        texts.push(
          <CellWords
            key={`${row} ${column}`}
            x={x + side / 2}
            y={y + side / 2}
            srcc={srcc}
            mark={row > column ? null : markAt(matrix, order, { row, column })}
          />,
        );
    }
  }
  return (
    <g aria-hidden="true">
      {[...paths].map(([colour, path]) => (
        <path key={colour} d={path} fill={colour} />
      ))}
      {texts}
    </g>
  );
});

/** What stands in a cell: its number, or the decision. */
function CellWords({ x, y, srcc, mark }: { x: number; y: number; srcc: number; mark: SrccMark | null }) {
  const ink = srccInk(srcc);
  if (mark === null)
    return (
      <text x={x} y={y + 3.6} textAnchor="middle" className="chart-cell-text" style={{ fill: ink }}>
        {srccCellText(srcc)}
      </text>
    );
  if (mark === 'reuse') return <circle cx={x} cy={y} r={3} fill={ink} />;
  return mark === 'unsure' ? <circle cx={x} cy={y} r={2.7} fill="none" stroke={ink} strokeWidth={1.3} /> : null;
}

const MARK_WORDS: Record<SrccMark, string> = { reuse: 'reuse', unsure: 'interval crosses .90', adapt: 'adapt', unknown: 'no interval' };

function CellFrame({ layout, part, cell, active = false }: { layout: HeatmapLayout; part: HeatmapPart; cell: Cell; active?: boolean }) {
  const box = {
    x: layout.left + (cell.column - part.column) * layout.pitch - 0.5,
    y: layout.top + (cell.row - part.row) * layout.pitch - 0.5,
    width: layout.pitch + 1,
    height: layout.pitch + 1,
    rx: 3,
    pointerEvents: 'none' as const,
  };
  return (
    <g aria-hidden="true">
      <rect {...box} className="chart-cell-halo" />
      <rect {...box} className={active ? 'chart-cell-frame is-active' : 'chart-cell-frame'} />
    </g>
  );
}

function Tree({ layout, tree, order }: { layout: HeatmapLayout; tree: readonly TreeJoin[]; order: readonly number[] }) {
  const left = layout.left + layout.pitch * layout.names.length + 6;
  const x = (share: number): number => left + share * layout.treeWidth;
  const y = (position: number): number => layout.top + position * layout.pitch;
  return (
    <g aria-hidden="true">
      {dendrogram(tree, order).map((bracket, index) => (
        <path
          key={index}
          className="chart-bracket"
          d={`M${x(bracket.fromLeft)} ${y(bracket.left)}H${x(bracket.reach)}V${y(bracket.right)}H${x(bracket.fromRight)}`}
        />
      ))}
    </g>
  );
}
