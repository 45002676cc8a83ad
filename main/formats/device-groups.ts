import { CsvError, type Info, parse } from 'csv-parse';
import { pipeline } from 'node:stream/promises';
import { shown, tableError } from './table-place.ts';
import { longestLine, textLines } from './text-lines.ts';
import type { TextSource } from './text-source.ts';

const mostDevices = 1_000_000;
const remedy = 'Begin with a header device,group and give one device a line.';

/**
 * Reads which group each device is of, such as phones of one model: CSV with a header whose first column is `device`; groups stand in the column
 * `group`, or in the second one where none is called that. Refused with file, line and column: `parse-failed` where the file is broken,
 * `invalid-input` where a device has no name or group, or is there twice with different ones.
 */
export async function readDeviceGroups(source: TextSource): Promise<ReadonlyMap<string, string>> {
  const file = source.name;
  const groups = new Map<string, string>();
  let column = -1;

  async function* lines() {
    for await (const text of textLines(source)) yield `${text}\n`;
  }

  async function collect(parsed: AsyncIterable<{ record: string[]; info: Info }>) {
    for await (const { record, info } of parsed) {
      const line = info.lines;
      if (column < 0) {
        column = groupColumn(record, file, line);
        continue;
      }
      const [device = ''] = record;
      const group = record[column] ?? '';
      if (device === '') throw tableError('invalid-input', { file, line, column: 'device' }, 'the device has no name', remedy);
      if (group === '') throw tableError('invalid-input', { file, line, column: column + 1 }, `${shown(device)} has no group`, remedy);
      const before = groups.get(device);
      if (before !== undefined && before !== group) {
        throw tableError(
          'invalid-input',
          { file, line, column: column + 1 },
          `${shown(device)} is of another group above`,
          'Keep one of the two lines.',
        );
      }
      groups.set(device, group);
      if (groups.size > mostDevices)
        throw tableError('parse-failed', { file, line }, `it has more than ${mostDevices} devices`, 'Give fewer.');
    }
  }

  const parser = parse({ info: true, trim: true, skip_empty_lines: true, relax_column_count: true, max_record_size: longestLine });
  try {
    await pipeline(lines, parser, collect);
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    throw tableError(
      'parse-failed',
      { file, line: Number(error['lines']) },
      `the quotes are wrong (${error.code})`,
      'Save the file as CSV again.',
    );
  }
  if (column < 0) throw tableError('parse-failed', { file, line: 1 }, 'the file is empty', remedy);
  return groups;
}

function groupColumn(header: readonly string[], file: string, line: number): number {
  if (header[0] !== 'device') {
    throw tableError(
      'parse-failed',
      { file, line, column: 1 },
      `the header begins with “${shown(header[0] ?? '')}” instead of “device”`,
      remedy,
    );
  }
  if (header.length < 2) throw tableError('parse-failed', { file, line, column: 2 }, 'the header names no group', remedy);
  const named = header.indexOf('group');
  return named > 0 ? named : 1;
}
