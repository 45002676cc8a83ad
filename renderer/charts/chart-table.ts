import { formatSignificant } from '../state/format.ts';

export type ChartCell = string | number | null;

export interface ChartColumn {
  readonly title: string;
  readonly numeric: boolean;
}

/** The data of a chart as a table: what T shows and CSV writes. The unit stands in the column's title. */
export interface ChartTable {
  readonly columns: readonly ChartColumn[];
  readonly rows: readonly (readonly ChartCell[])[];
}

/** A table whose rows are only made when somebody looks at them: a chart that grows by the second has no use for them. */
export function lazyTable(columns: ChartTable['columns'], rowsOf: () => ChartTable['rows']): ChartTable {
  let rows: ChartTable['rows'] | undefined;
  return {
    columns,
    get rows() {
      return (rows ??= rowsOf());
    },
  };
}

/** Where the numbers of a chart come from and when it was made; heads every export. */
export interface ChartSource {
  readonly title: string;
  readonly source: string;
  readonly made: Date;
}

/** A cell as it is shown: numbers with four significant digits, text as it is, `unknown` where there is no value. */
export function cellText(cell: ChartCell): string {
  if (cell === null) return 'unknown';
  return typeof cell === 'number' ? formatSignificant(cell, 4) : cell;
}

function quoted(cell: ChartCell): string {
  if (cell === null) return '';
  if (typeof cell === 'number') return Number.isFinite(cell) ? String(cell) : '';
  // A spreadsheet would run a text that starts like a formula; an apostrophe keeps it text.
  const text = /^[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell;
  return /[",\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** CSV (RFC 4180, LF) with the title, source and date as `#` comment lines above the header. */
export function chartCsv(table: ChartTable, source: ChartSource): string {
  const comment = (text: string): string => `# ${text.replaceAll(/\s+/g, ' ').trim()}`;
  const lines = [
    comment(source.title),
    comment(`source: ${source.source}`),
    comment(`made: ${source.made.toISOString()}`),
    table.columns.map((column) => quoted(column.title)).join(','),
    ...table.rows.map((row) => row.map(quoted).join(',')),
  ];
  return `${lines.join('\n')}\n`;
}
