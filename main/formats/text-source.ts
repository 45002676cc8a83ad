import { createReadStream } from 'node:fs';
import { basename } from 'node:path';
import { pipeline, Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { LabError } from '../core/lab-error.ts';
import { tableError } from './table-place.ts';

/** A file that is read piece by piece: one of this machine, or one that a front sent. */
export interface TextSource {
  /** How it is named to a person. */
  readonly name: string;
  bytes(): AsyncIterable<Uint8Array>;
}

export function fileSource(path: string): TextSource {
  return { name: basename(path), bytes: () => fileBytes(path) };
}

export function blobSource(name: string, content: Blob): TextSource {
  return { name, bytes: () => content.stream() };
}

/** The source's bytes in pieces, gunzipped where it begins like a gzip file. Throws `parse-failed` where it is truncated or damaged. */
export async function* bytePieces(source: TextSource): AsyncGenerator<Uint8Array, void> {
  try {
    yield* gunzipped(source.bytes());
  } catch (error) {
    throw readError(error, source.name);
  }
}

/** The first bytes, at most `length` and at least one piece of the source. */
export async function readHead(source: TextSource, length: number): Promise<Uint8Array> {
  const pieces: Uint8Array[] = [];
  let total = 0;
  for await (const piece of bytePieces(source)) {
    pieces.push(piece);
    total += piece.length;
    if (total >= length) break;
  }
  return Buffer.concat(pieces).subarray(0, length);
}

/** The whole content; `parse-failed` where it has more than `limit` bytes, which are not read. */
export async function readBytes(source: TextSource, limit: number): Promise<Uint8Array> {
  const pieces: Uint8Array[] = [];
  let total = 0;
  for await (const piece of bytePieces(source)) {
    pieces.push(piece);
    total += piece.length;
    if (total > limit)
      throw tableError('parse-failed', { file: source.name }, `the file is larger than ${limit} bytes`, 'Save it in parts.');
  }
  return Buffer.concat(pieces);
}

/** The source's text in pieces, gunzipped where it begins like a gzip file. Throws `parse-failed` where it is truncated, damaged or not UTF-8. */
export async function* textPieces(source: TextSource): AsyncGenerator<string, void> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  try {
    for await (const bytes of gunzipped(source.bytes())) yield decoder.decode(bytes, { stream: true });
    yield decoder.decode();
  } catch (error) {
    throw readError(error, source.name);
  }
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
  // An error of either stream ends the iteration over the last one.
  yield* isCompressed ? pipeline(Readable.from(all), createGunzip(), () => {}) : all;
}

function readError(error: unknown, file: string): unknown {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'Z_BUF_ERROR')
    return tableError('parse-failed', { file }, 'the compressed file ends too early', 'Copy or download the file again.');
  if (typeof code === 'string' && code.startsWith('Z_')) {
    return tableError('parse-failed', { file }, 'the compressed file is damaged', 'Copy or download the file again.');
  }
  if (code === 'ERR_ENCODING_INVALID_ENCODED_DATA') {
    return tableError('parse-failed', { file }, 'it is not UTF-8 text', 'Save the table as CSV in UTF-8.');
  }
  return error;
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
