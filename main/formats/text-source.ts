import { createReadStream } from 'node:fs';
import { basename } from 'node:path';
import { pipeline, Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { LabError } from '../core/lab-error.ts';
import { type TablePlace, tableError } from './table-place.ts';

/** A file that is read piece by piece: one of this machine, or one that a front sent. */
export interface TextSource {
  /** How it is named to a person. */
  readonly name: string;
  /** Its bytes, gunzipped where it begins like a gzip file. Throws a `SourceError` where that cannot be done. */
  bytes(): AsyncIterable<Uint8Array>;
}

/** A source's own bytes are damaged; who reads it knows the place and says so with `placed`. */
export class SourceError extends Error {
  readonly remedy: string;

  constructor(problem: string, remedy: string) {
    super(problem);
    this.remedy = remedy;
  }
}

/** The error of damaged bytes at their place; any other error as it is. */
export function placed(error: unknown, place: TablePlace): unknown {
  return error instanceof SourceError ? tableError('parse-failed', place, error.message, error.remedy) : error;
}

export function fileSource(path: string): TextSource {
  return { name: basename(path), bytes: () => gunzipped(fileBytes(path)) };
}

export function blobSource(name: string, content: Blob): TextSource {
  return { name, bytes: () => gunzipped(content.stream()) };
}

/**
 * Uses a source by its first bytes, `length` of them where there are as many, and again from its beginning, once: a pipe cannot be opened
 * twice. Damage is told by whoever reads up to it.
 */
export async function peeked<Result>(
  source: TextSource,
  length: number,
  use: (head: Uint8Array, source: TextSource) => Promise<Result>,
): Promise<Result> {
  const pieces = source.bytes()[Symbol.asyncIterator]();
  const seen: Uint8Array[] = [];
  let damage: SourceError | undefined;
  async function* bytes(): AsyncGenerator<Uint8Array, void> {
    yield* seen;
    if (damage !== undefined) throw damage;
    yield* { [Symbol.asyncIterator]: () => pieces };
  }
  try {
    for (let total = 0; total < length; total += seen.at(-1)!.length) {
      const next = await pieces.next();
      if (next.done) break;
      seen.push(next.value);
    }
  } catch (error) {
    if (!(error instanceof SourceError)) throw error;
    damage = error;
  }
  try {
    return await use(Buffer.concat(seen).subarray(0, length), { name: source.name, bytes });
  } finally {
    await pieces.return?.();
  }
}

/** The whole content; `parse-failed` where it has more than `limit` bytes, which are not read. */
export async function readBytes(source: TextSource, limit: number): Promise<Uint8Array> {
  const pieces: Uint8Array[] = [];
  let total = 0;
  try {
    for await (const piece of source.bytes()) {
      pieces.push(piece);
      total += piece.length;
      if (total > limit)
        throw tableError('parse-failed', { file: source.name, byte: limit }, `the file is larger than ${limit} bytes`, 'Save it in parts.');
    }
  } catch (error) {
    throw placed(error, { file: source.name, byte: total });
  }
  return Buffer.concat(pieces, total);
}

async function* fileBytes(path: string): AsyncGenerator<Uint8Array, void> {
  try {
    yield* createReadStream(path);
  } catch (error) {
    throw fileError(error, path);
  }
}

async function* gunzipped(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array, void> {
  const iterator = bytes[Symbol.asyncIterator]();
  const first = await iterator.next();
  if (first.done) return;
  const all = (async function* () {
    yield first.value;
    yield* { [Symbol.asyncIterator]: () => iterator };
  })();
  const isCompressed = first.value[0] === 0x1f && first.value[1] === 0x8b;
  try {
    // An error of either stream ends the iteration over the last one.
    yield* isCompressed ? pipeline(Readable.from(all), createGunzip(), () => {}) : all;
  } catch (error) {
    throw gzipError(error);
  }
}

function gzipError(error: unknown): unknown {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (!code.startsWith('Z_')) return error;
  const problem = code === 'Z_BUF_ERROR' ? 'the compressed file ends too early' : 'the compressed file is damaged';
  return new SourceError(problem, 'Copy or download the file again.');
}

function fileError(error: unknown, path: string): unknown {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  const details = { details: path, cause: error };
  switch (code) {
    case 'ENOENT':
    case 'ENOTDIR':
      return new LabError({ code: 'not-found', message: `There is no file ${basename(path)}.`, remedy: 'Check the path.', ...details });
    case 'EISDIR':
      return new LabError({
        code: 'invalid-input',
        message: `${basename(path)} is a folder.`,
        remedy: 'Give the path of a file.',
        ...details,
      });
    case 'EACCES':
    case 'EPERM':
      return new LabError({
        code: 'permission-denied',
        message: `${basename(path)} may not be read.`,
        remedy: 'Make the file readable for you.',
        ...details,
      });
    default:
      return error;
  }
}
