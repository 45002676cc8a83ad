import { LabError, type LabErrorCode } from '../core/lab-error.ts';

/** Where in a table's file something is wrong. */
export interface TablePlace {
  readonly file: string;
  /** 1-based line of the file. */
  readonly line?: number;
  /** 1-based row of the data, where the file has no lines. */
  readonly row?: number;
  /** 0-based place in a binary file. */
  readonly byte?: number;
  /** The column's header, or its 1-based number where it has none. */
  readonly column?: string | number;
  /** What stands there. */
  readonly text?: string;
}

const shownCharacters = 60;

/** Shortens and escapes text of a file so that it fits into a sentence. */
export function shown(text: string): string {
  const printable = text.replace(/\p{C}/gu, '�');
  return printable.length > shownCharacters ? `${printable.slice(0, shownCharacters)}…` : printable;
}

/** The number of the column in which a line of CSV ends. */
export function lineColumn(line: string): number {
  return line.replaceAll(/"[^"]*("|$)/g, '').split(',').length;
}

/** The error that names file, line and column; nothing of the file is taken over. */
export function tableError(
  code: LabErrorCode & ('parse-failed' | 'invalid-input'),
  place: TablePlace,
  problem: string,
  remedy: string,
): LabError {
  const where = [
    place.file,
    ...(place.line === undefined ? [] : [`line ${place.line}`]),
    ...(place.row === undefined ? [] : [`row ${place.row}`]),
    ...(place.byte === undefined ? [] : [`byte ${place.byte}`]),
    ...(place.column === undefined
      ? []
      : [typeof place.column === 'number' ? `column ${place.column}` : `column “${shown(place.column)}”`]),
  ].join(', ');
  const details = Object.entries({ ...place, ...(place.text === undefined ? {} : { text: shown(place.text) }) })
    .map(([key, value]) => `${key}: ${value}`)
    .join('; ');
  return new LabError({ code, message: `${where}: ${problem}. Nothing was imported.`, remedy, details });
}
