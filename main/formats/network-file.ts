import { createHash } from 'node:crypto';
import { brand, type ArchitectureName, type ContentHash } from '../core/brand.ts';
import { isLabError, LabError, throwIfCancelled } from '../core/lab-error.ts';
import { usualOnnxLimits } from '../core/network/onnx/read/onnx-file.ts';
import { type OnnxNetwork, readOnnx } from '../core/network/onnx/read-onnx.ts';
import { isTensorFlowLite } from '../core/network/tensorflow-lite.ts';
import { SourceError, type TextSource } from './text-source.ts';

/** A file with a network of somebody's own. */
export interface ModelFile {
  readonly fileName: string;
  readonly bytes: Uint8Array;
  /** SHA-256 of the bytes. */
  readonly hash: ContentHash;
  /** `custom:` and the first 12 digits of the hash: the same file has the same name everywhere. */
  readonly name: ArchitectureName;
}

/** One in ONNX, which was read. */
export interface NetworkFile extends ModelFile, OnnxNetwork {}

/** Reads an ONNX file of at most 512 MB, gzipped or not. Throws what `readOnnx` throws, with the file's name, and what opening a file may. */
export async function readNetworkFile(source: TextSource, signal?: AbortSignal): Promise<NetworkFile> {
  const file = await readModelFile(source, signal);
  try {
    return { ...readOnnx(file.bytes), ...file };
  } catch (error) {
    throw inFile(error, source.name);
  }
}

/** Takes a TensorFlow Lite file of at most 512 MB as it is. Throws `parse-failed` where it is none, and what opening a file may. */
export async function readTensorFlowLiteFile(source: TextSource, signal?: AbortSignal): Promise<ModelFile> {
  const file = await readModelFile(source, signal);
  if (isTensorFlowLite(file.bytes)) return file;
  throw new LabError({
    code: 'parse-failed',
    message: `${source.name}: this is not a TensorFlow Lite file.`,
    remedy: 'Give a .tflite file, which is all that benchmark_model takes; the runtime onnxruntime measures ONNX files.',
  });
}

async function readModelFile(source: TextSource, signal: AbortSignal | undefined): Promise<ModelFile> {
  const bytes = await allBytes(source, signal);
  const hash = brand<ContentHash>(createHash('sha256').update(bytes).digest('hex'));
  return { fileName: source.name, bytes, hash, name: brand<ArchitectureName>(`custom:${hash.slice(0, 12)}`) };
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
