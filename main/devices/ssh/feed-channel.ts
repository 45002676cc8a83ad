import { createReadStream } from 'node:fs';
import type { Writable } from 'node:stream';
import { fileError } from '../local/file-error.ts';

const pieceBytes = 256 * 1024;

/** Writes bytes of this computer into a stream as fast as the other side takes them, and ends it. Stops where the stream has closed by itself. */
export async function feedChannel(
  channel: Writable,
  source: Uint8Array | { readonly file: string },
  progress: (bytes: number) => void,
): Promise<void> {
  let sent = 0;
  const closed = new Promise<void>((resolve) => channel.once('close', resolve));
  for await (const piece of source instanceof Uint8Array ? pieces(source) : filePieces(source.file)) {
    if (!channel.writable) return;
    if (!channel.write(piece)) {
      const { promise, resolve } = Promise.withResolvers<void>();
      channel.once('drain', resolve);
      await Promise.race([promise, closed]);
      channel.off('drain', resolve);
    }
    sent += piece.length;
    progress(sent);
  }
  channel.end();
}

function* pieces(bytes: Uint8Array): Generator<Uint8Array> {
  for (let from = 0; from < bytes.length; from += pieceBytes) yield bytes.subarray(from, from + pieceBytes);
}

async function* filePieces(file: string): AsyncGenerator<Uint8Array> {
  try {
    for await (const piece of createReadStream(file, { highWaterMark: pieceBytes })) yield piece as Uint8Array;
  } catch (error) {
    throw fileError(error, file);
  }
}
