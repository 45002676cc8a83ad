import { useVirtualizer } from '@tanstack/react-virtual';
import { useRef, type KeyboardEvent, type ReactNode } from 'react';
import './data-table.css';

export type Column<Row> = {
  key: string;
  /** Carries the unit ("Median ms"). */
  header: ReactNode;
  align?: 'left' | 'right';
  /** For a column by which the rows are in order. */
  sorted?: 'ascending' | 'descending' | undefined;
  /** CSS width. */
  width?: string;
  cell: (row: Row, index: number) => ReactNode;
};

export type DataTableProps<Row> = {
  /** What the table holds, for screen readers. */
  caption: string;
  columns: readonly Column<Row>[];
  rows: readonly Row[];
  rowKey: (row: Row) => string;
  selectedKey?: string | null;
  /** Makes rows selectable: click, Enter or Space; arrows move. */
  onSelect?: (row: Row) => void;
  /** What else a key does to a selectable row that has the focus, by `KeyboardEvent.key`. */
  rowKeys?: Readonly<Record<string, (row: Row) => void>>;
  /** CSS height of the scrolling box; by default the table is as high as its rows, and 480 px when it is virtual. */
  height?: string;
  rowHeight?: number;
};

const virtualAbove = 200;

/** A table with a sticky header; numbers to the right; virtual above 200 rows. */
export function DataTable<Row>({
  caption,
  columns,
  rows,
  rowKey,
  selectedKey = null,
  onSelect,
  rowKeys = {},
  height,
  rowHeight = 27,
}: DataTableProps<Row>) {
  const box = useRef<HTMLDivElement>(null);
  const virtual = rows.length > virtualAbove;
  const virtualizer = useVirtualizer({
    count: rows.length,
    enabled: virtual,
    getScrollElement: () => box.current,
    estimateSize: () => rowHeight,
    overscan: 12,
  });
  const items = virtual ? virtualizer.getVirtualItems() : [];
  const first = virtual ? (items[0]?.index ?? 0) : 0;
  const last = virtual ? (items.at(-1)?.index ?? -1) : rows.length - 1;
  const above = first * rowHeight;
  const below = virtual ? (rows.length - 1 - last) * rowHeight : 0;
  const boxHeight = height ?? (virtual ? '480px' : undefined);
  return (
    <div
      className="data-table-box"
      ref={box}
      style={boxHeight === undefined ? undefined : { height: boxHeight }}
      tabIndex={0} // rows may come at any moment: it can be scrolled by keyboard before it has to be
      role="group"
      aria-label={caption}
    >
      <table
        className="data-table"
        role={onSelect === undefined ? undefined : 'grid'}
        aria-rowcount={virtual ? rows.length + 1 : undefined}
      >
        <caption className="visually-hidden">{caption}</caption>
        <thead>
          <tr>
            {columns.map((column) => (
              <th
                key={column.key}
                scope="col"
                aria-sort={column.sorted}
                className={column.align === 'right' ? 'number' : undefined}
                style={column.width === undefined ? undefined : { width: column.width }}
              >
                {column.header}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {above > 0 && <tr aria-hidden className="data-table-space" style={{ height: above }} />}
          {rows.slice(first, last + 1).map((row, offset) => {
            const key = rowKey(row);
            const index = first + offset;
            return (
              <tr
                key={key}
                aria-rowindex={virtual ? index + 2 : undefined}
                aria-selected={onSelect === undefined ? undefined : key === selectedKey}
                tabIndex={onSelect === undefined ? undefined : 0}
                onClick={onSelect === undefined ? undefined : () => onSelect(row)}
                onKeyDown={
                  onSelect === undefined ? undefined : (event) => onRowKey(event, row, { ...rowKeys, Enter: onSelect, ' ': onSelect })
                }
                style={{ height: rowHeight }}
              >
                {columns.map((column) => (
                  <td key={column.key} className={column.align === 'right' ? 'number' : undefined}>
                    {column.cell(row, index)}
                  </td>
                ))}
              </tr>
            );
          })}
          {below > 0 && <tr aria-hidden className="data-table-space" style={{ height: below }} />}
        </tbody>
      </table>
    </div>
  );
}

function onRowKey<Row>(event: KeyboardEvent<HTMLTableRowElement>, row: Row, keys: Readonly<Record<string, (row: Row) => void>>): void {
  if (event.target !== event.currentTarget || event.ctrlKey || event.metaKey || event.altKey) return;
  const neighbour =
    event.key === 'ArrowDown'
      ? event.currentTarget.nextElementSibling
      : event.key === 'ArrowUp'
        ? event.currentTarget.previousElementSibling
        : null;
  const act = keys[event.key];
  if (neighbour instanceof HTMLElement) neighbour.focus();
  else if (act !== undefined) act(row);
  else return;
  event.preventDefault();
}
