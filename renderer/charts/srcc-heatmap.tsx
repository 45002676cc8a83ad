import { useId, useState, type KeyboardEvent } from 'react';
import { formatCount, formatInterval, formatSrcc } from '../state/format.ts';
import { ChartStage } from './chart-stage.tsx';
import { dendrogram, type TreeJoin } from './dendrogram.ts';
import { heatmapLayout, shortened, type HeatmapLayout } from './heatmap-layout.ts';
import { HoverCard } from './hover-card.tsx';
import { srccCellText, srccColour, srccInk, srccMark, type SrccMark } from './srcc-scale.ts';
import type { Size } from './use-size.ts';

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

/** Rank correlation of every two devices: numbers below the diagonal, the decision above it. Arrows move cell by cell, Enter picks the pair. */
export function SrccHeatmap(props: SrccHeatmapProps) {
  return <ChartStage minimumHeight={200}>{(size) => <Heatmap {...props} size={size} />}</ChartStage>;
}

function Heatmap({ matrix, order, tree, picked, onPick, size }: SrccHeatmapProps & { size: Size }) {
  const id = useId();
  const [pointed, setPointed] = useState<Cell | null>(null);
  const [active, setActive] = useState<Cell | null>(null);
  const layout = heatmapLayout(
    order.map((index) => matrix.devices[index] ?? ''),
    size,
  );
  const cellId = (cell: Cell): string => `${id}-${cell.row}-${cell.column}`;
  const shown = pointed ?? active;

  const pick = (cell: Cell): void => {
    const proxy = deviceAt(cell.column);
    const target = deviceAt(cell.row);
    if (proxy !== target) onPick({ proxy, target });
  };
  const onKeyDown = (event: KeyboardEvent<SVGGElement>): void => {
    const cell = active ?? { row: 0, column: 0 };
    const step = ARROWS[event.key];
    if (step !== undefined) {
      const last = order.length - 1;
      setPointed(null);
      setActive({ row: Math.max(0, Math.min(last, cell.row + step.row)), column: Math.max(0, Math.min(last, cell.column + step.column)) });
    } else if (event.key === 'Enter' || event.key === ' ') pick(cell);
    else if (event.key === 'Escape') event.currentTarget.blur();
    else return;
    event.preventDefault();
  };

  return (
    <>
      <svg width={size.width} height={size.height}>
        <DeviceLabels layout={layout} picked={picked} />
        <g
          role="grid"
          aria-label={`SRCC of ${order.length} devices; the column is the proxy, the row the target`}
          tabIndex={0}
          aria-activedescendant={active === null ? undefined : cellId(active)}
          onFocus={() => setActive((cell) => cell ?? pickedCell())}
          onBlur={() => setActive(null)}
          onKeyDown={onKeyDown}
          onPointerLeave={() => setPointed(null)}
        >
          {order.map((_, row) => (
            <g key={row} role="row">
              {order.map((__, column) => (
                <HeatmapCell
                  key={column}
                  id={cellId({ row, column })}
                  layout={layout}
                  row={row}
                  column={column}
                  srcc={valueAt(matrix.srcc, row, column)}
                  mark={srccMark(valueAt(matrix.low, row, column), valueAt(matrix.high, row, column))}
                  label={`${deviceAt(column)} for ${deviceAt(row)}`}
                  selected={isPicked(row, column)}
                  onPoint={setPointed}
                  onPick={pick}
                />
              ))}
            </g>
          ))}
        </g>
        {pickedCells().map((cell) => (
          <CellFrame key={`${cell.row} ${cell.column}`} layout={layout} cell={cell} />
        ))}
        {active !== null && <CellFrame layout={layout} cell={active} active />}
        {tree !== undefined && <Tree layout={layout} tree={tree} order={order} />}
      </svg>
      {shown !== null && shown.row !== shown.column && (
        <HoverCard
          x={layout.left + (shown.column + 1) * layout.pitch - 10}
          y={layout.top + (shown.row + 1) * layout.pitch - 10}
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
  function valueAt(values: SrccMatrix['srcc'], row: number, column: number): number | null {
    return values[order[row] ?? -1]?.[order[column] ?? -1] ?? null;
  }
  function commonOf(cell: Cell): number {
    const [first, second] = [deviceAt(cell.row), deviceAt(cell.column)];
    const pair = matrix.pairs.find(({ a, b }) => (a === first && b === second) || (a === second && b === first));
    return pair?.architectures ?? 0;
  }
  function isPicked(row: number, column: number): boolean {
    return picked !== null && deviceAt(column) === picked.proxy && deviceAt(row) === picked.target;
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
    const srcc = valueAt(matrix.srcc, cell.row, cell.column);
    const low = valueAt(matrix.low, cell.row, cell.column);
    const high = valueAt(matrix.high, cell.row, cell.column);
    if (srcc === null) return 'SRCC unknown: too few common architectures';
    return low === null || high === null
      ? `SRCC ${formatSrcc(srcc, 3)}`
      : `SRCC ${formatSrcc(srcc, 3)} ${formatInterval(low, high, (bound) => formatSrcc(bound, 3))}`;
  }
}

type Cell = { readonly row: number; readonly column: number };

const ARROWS: Record<string, Cell> = {
  ArrowUp: { row: -1, column: 0 },
  ArrowDown: { row: 1, column: 0 },
  ArrowLeft: { row: 0, column: -1 },
  ArrowRight: { row: 0, column: 1 },
};

function DeviceLabels({ layout, picked }: { layout: HeatmapLayout; picked: SrccHeatmapProps['picked'] }) {
  if (!layout.labels) return null;
  return (
    <g aria-hidden="true">
      {layout.names.map((name, index) => {
        const strong = picked !== null && (name === picked.proxy || name === picked.target) ? 'chart-strong' : 'chart-label';
        const middle = (index + 0.5) * layout.pitch;
        return (
          <g key={name}>
            <text x={layout.left - 8} y={layout.top + middle + 4} textAnchor="end" className={strong}>
              {shortened(name)}
            </text>
            <text transform={`translate(${layout.left + middle + 3},${layout.top - 7}) rotate(-52)`} className={strong}>
              {shortened(name)}
            </text>
          </g>
        );
      })}
    </g>
  );
}

type HeatmapCellProps = {
  id: string;
  layout: HeatmapLayout;
  row: number;
  column: number;
  srcc: number | null;
  mark: SrccMark;
  label: string;
  selected: boolean;
  onPoint: (cell: Cell) => void;
  onPick: (cell: Cell) => void;
};

function HeatmapCell({ id, layout, row, column, srcc, mark, label, selected, onPoint, onPick }: HeatmapCellProps) {
  const x = layout.left + column * layout.pitch + 0.5;
  const y = layout.top + row * layout.pitch + 0.5;
  const side = layout.pitch - 1;
  const middle = side / 2;
  if (row === column || srcc === null) {
    return (
      <g
        id={id}
        role="gridcell"
        aria-label={row === column ? 'the same device' : `${label}: unknown`}
        onPointerEnter={() => onPoint({ row, column })}
      >
        <rect x={x} y={y} width={side} height={side} fill="var(--sunken)" />
      </g>
    );
  }
  return (
    <g
      id={id}
      role="gridcell"
      aria-label={`${label}: ${srccCellText(srcc)}, ${MARK_WORDS[mark]}`}
      aria-selected={selected}
      className="chart-clickable"
      onPointerEnter={() => onPoint({ row, column })}
      onClick={() => onPick({ row, column })}
    >
      <rect x={x} y={y} width={side} height={side} rx={1.5} fill={srccColour(srcc)} />
      {row > column && layout.numbers && (
        <text x={x + middle} y={y + middle + 3.6} textAnchor="middle" className="chart-cell-text" style={{ fill: srccInk(srcc) }}>
          {srccCellText(srcc)}
        </text>
      )}
      {row < column && layout.numbers && mark === 'reuse' && <circle cx={x + middle} cy={y + middle} r={3} fill={srccInk(srcc)} />}
      {row < column && layout.numbers && mark === 'unsure' && (
        <circle cx={x + middle} cy={y + middle} r={2.7} fill="none" stroke={srccInk(srcc)} strokeWidth={1.3} />
      )}
    </g>
  );
}

const MARK_WORDS: Record<SrccMark, string> = { reuse: 'reuse', unsure: 'interval crosses .90', adapt: 'adapt', unknown: 'no interval' };

function CellFrame({ layout, cell, active = false }: { layout: HeatmapLayout; cell: Cell; active?: boolean }) {
  const box = {
    x: layout.left + cell.column * layout.pitch - 0.5,
    y: layout.top + cell.row * layout.pitch - 0.5,
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
