/** What a table's file says; see `LatencyTable`. */
export interface PrintableTable {
  readonly spaceId: string;
  readonly unit: string;
  readonly source: string;
  readonly columns: readonly string[];
  readonly names: readonly string[];
  /** [columns][names]; null: not measured. */
  readonly values: readonly (readonly (number | null)[])[];
}

/** Prints a table as `readLatencyTable` reads it, piece by piece; numbers in the shortest form that reads back as the same double. */
export function* printLatencyTable(table: PrintableTable): Generator<string, void> {
  yield `# space: ${table.spaceId}\n# unit: ${table.unit}\n`;
  const source = table.source.replace(/\s+/g, ' ').trim();
  if (source !== '') yield `# source: ${source}\n`;
  yield `${['arch', ...table.columns].map(quoted).join(',')}\n`;
  for (const [row, name] of table.names.entries()) {
    yield `${quoted(name)},${table.values.map((column) => column[row] ?? '').join(',')}\n`;
  }
}

/** RFC 4180; a first cell that begins with `#` would read as a comment. */
function quoted(text: string): string {
  return /[",\r\n#]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
