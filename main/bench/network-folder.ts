import { createHash } from 'node:crypto';
import {
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { brand, type ContentHash } from '../core/brand.ts';
import { LabError } from '../core/lab-error.ts';
import { isTensorFlowLite } from '../core/network/tensorflow-lite.ts';

const extensions = ['onnx', 'tflite'] as const;
type Extension = (typeof extensions)[number];

/** The files that campaigns measure as they are, ONNX or TensorFlow Lite, under the names of their content: a campaign can be resumed when the original is gone. */
export class NetworkFolder {
  readonly #folder: string;

  constructor(folder: string) {
    this.#folder = folder;
  }

  /** The bytes are on the disk when it returns; those that are there already are not written again. */
  keep(hash: ContentHash, bytes: Uint8Array): void {
    const path = this.#path(hash, isTensorFlowLite(bytes) ? 'tflite' : 'onnx');
    if (statSync(path, { throwIfNoEntry: false })?.size === bytes.length) return;
    const temporary = `${path}.${process.pid}.tmp`;
    mkdirSync(this.#folder, { recursive: true });
    const file = openSync(temporary, 'w');
    try {
      writeFileSync(file, bytes);
      fsyncSync(file);
    } finally {
      closeSync(file);
    }
    renameSync(temporary, path);
  }

  /** `not-found` where the file is no longer there or no longer the same. */
  read(hash: ContentHash): Uint8Array {
    const path = extensions.map((extension) => this.#path(hash, extension)).find((file) => existsSync(file));
    const bytes = path === undefined ? null : readFileSync(path);
    if (bytes !== null && createHash('sha256').update(bytes).digest('hex') === hash) return bytes;
    throw new LabError({
      code: 'not-found',
      message: `The network ${hash.slice(0, 12)} is no longer in the lab’s folder.`,
      remedy: 'Start a new campaign with its file.',
      details: this.#path(hash, 'onnx'),
    });
  }

  /** The bytes of the ONNX file whose hash begins like this; undefined where there is none. */
  find(start: string): Uint8Array | undefined {
    if (!/^[0-9a-f]{12,64}$/.test(start) || statSync(this.#folder, { throwIfNoEntry: false }) === undefined) return undefined;
    const name = readdirSync(this.#folder).find((file) => file.startsWith(start) && file.endsWith('.onnx'));
    return name === undefined ? undefined : this.read(brand<ContentHash>(name.slice(0, -'.onnx'.length)));
  }

  #path(hash: ContentHash, extension: Extension): string {
    return join(this.#folder, `${hash}.${extension}`);
  }
}
