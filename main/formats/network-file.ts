import { createHash } from 'node:crypto';
import { brand, type ArchitectureName, type ContentHash } from '../core/brand.ts';
import { isLabError, LabError, throwIfCancelled } from '../core/lab-error.ts';
import { usualOnnxLimits } from '../core/network/onnx/read/onnx-file.ts';
import { type OnnxNetwork, readOnnx } from '../core/network/onnx/read-onnx.ts';
import { SourceError, type TextSource } from './text-source.ts';

/** A network of somebody's own, from an ONNX file. */
export interface NetworkFile extends OnnxNetwork {
  readonly fileName: string;
  readonly bytes: Uint8Array;
  /** SHA-256 of the bytes. */
  readonly hash: ContentHash;
  /** `custom:` and the first 12 digits of the hash: the same file has the same name everywhere. */
  readonly name: ArchitectureName;
}

/** Reads an ONNX file of at most 512 MB, gzipped or not. Throws what `readOnnx` throws, with the file's name, and what opening a file may. */
export async function readNetworkFile(source: TextSource, signal?: AbortSignal): Promise<NetworkFile> {
  const bytes = await allBytes(source, signal);
  const hash = brand<ContentHash>(createHash('sha256').update(bytes).digest('hex'));
  const name = brand<ArchitectureName>(`custom:${hash.slice(0, 12)}`);
  try {
    return { ...readOnnx(bytes), fileName: source.name, bytes, hash, name };
  } catch (error) {
    throw inFile(error, source.name);
  }
}

async function allBytes(source: TextSource, signal: AbortSignal | undefined): Promise<Uint8Array> {
  const limit = usualOnnxLimits.bytes;
  const pieces: Uint8Array[] = [];
  let length = 0;
  try {
    for await (const piece of source.bytes()) {
      throwIfCancelled(signal);
      pieces.push(piece);
      length += piece.length;
      if (length > limit)
        throw new LabError({
          code: 'unsupported',
          message: `${source.name}: the file has more than ${limit} bytes.`,
          remedy: 'Give a smaller network.',
        });
    }
  } catch (error) {
    if (!(error instanceof SourceError)) throw error;
    const { message, remedy } = error;
    throw new LabError({ code: 'parse-failed', message: `${source.name}, byte ${length}: ${message}.`, remedy, cause: error });
  }
  return Buffer.concat(pieces, length);
}

function inFile(error: unknown, file: string): unknown {
  if (!isLabError(error)) return error;
  const { code, message, remedy, details } = error;
  return new LabError({ code, message: `${file}: ${message}`, remedy, details: `file: ${file}; ${details}`, cause: error });
}
