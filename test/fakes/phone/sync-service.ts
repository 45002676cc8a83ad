import { lstat, mkdir, open, rm, type FileHandle } from 'node:fs/promises';
import { dirname, posix } from 'node:path';
import type { AdbStream } from './adb-stream.ts';
import { ByteQueue } from './byte-queue.ts';

const maximumPiece = 64 * 1024;

/** The sync service, version 1: STAT, SEND, RECV, QUIT (SYNC.TXT of the Android sources). */
export async function serveSync(stream: AdbStream): Promise<void> {
  const input = new ByteQueue();
  stream.onData = (bytes) => input.put(bytes);
  stream.onClose = () => input.end();
  try {
    for (let goesOn = true; goesOn;) {
      const [id, length] = await header(input);
      if (id === 'QUIT') break;
      if (length > 1024) throw new Error('a path that is too long');
      const argument = (await input.take(length)).toString();
      goesOn = await request(stream, input, id, argument);
    }
  } catch {
    // the stream is over, or is no sync stream
  }
  await stream.end();
}

async function request(stream: AdbStream, input: ByteQueue, id: string, argument: string): Promise<boolean> {
  switch (id) {
    case 'STAT': {
      const found = await lstat(devicePath(argument)).catch(() => null);
      await stream.write(words('STAT', found?.mode ?? 0, found?.size ?? 0, Math.floor((found?.mtimeMs ?? 0) / 1000)));
      return true;
    }
    case 'SEND':
      return await receiveFile(stream, input, argument);
    case 'RECV':
      return await sendFile(stream, devicePath(argument));
    default:
      await fail(stream, `unknown command ${id}`);
      return false;
  }
}

/** Refuses at once, like adbd, and goes on taking what is already under way. False where the stream ends with it. */
async function receiveFile(stream: AdbStream, input: ByteQueue, argument: string): Promise<boolean> {
  const comma = argument.lastIndexOf(',');
  const path = devicePath(argument.slice(0, comma));
  const mode = Number(argument.slice(comma + 1)) & 0o777;
  let refusal: string | undefined;
  let file: FileHandle | undefined;
  const attempt = async (what: string, work: () => Promise<void>): Promise<void> => {
    if (refusal !== undefined) return;
    try {
      await work();
    } catch (error) {
      refusal = `${what}: ${reason(error)}`;
      await file?.close(); // only then its space is free again
      file = undefined;
      await rm(path, { force: true }).catch(() => {});
      await fail(stream, refusal);
    }
  };
  try {
    await attempt("couldn't create file", async () => {
      await mkdir(dirname(path), { recursive: true });
      await rm(path, { force: true });
      file = await open(path, 'w', mode | 0o600);
    });
    for (;;) {
      const [id, length] = await header(input);
      if (id === 'DONE') break;
      if (id !== 'DATA' || length > maximumPiece) throw new Error('not a piece of a file');
      const piece = await input.take(length);
      await attempt('write failed', () => file!.writeFile(piece));
    }
    await attempt('fchmod failed', () => file!.chmod(mode));
  } finally {
    await file?.close();
  }
  if (refusal !== undefined) return false;
  await stream.write(words('OKAY', 0));
  return true;
}

async function sendFile(stream: AdbStream, path: string): Promise<boolean> {
  let file: FileHandle;
  try {
    file = await open(path, 'r');
  } catch (error) {
    await fail(stream, reason(error));
    return true;
  }
  try {
    for (;;) {
      const { bytesRead, buffer } = await file.read(Buffer.alloc(maximumPiece), 0, maximumPiece);
      if (bytesRead === 0) break;
      await stream.write(Buffer.concat([words('DATA', bytesRead), buffer.subarray(0, bytesRead)]));
    }
  } finally {
    await file.close();
  }
  await stream.write(words('DONE', 0));
  return true;
}

async function header(input: ByteQueue): Promise<[id: string, length: number]> {
  const bytes = await input.take(8);
  return [bytes.toString('latin1', 0, 4), bytes.readUInt32LE(4)];
}

function words(id: string, ...numbers: readonly number[]): Buffer {
  const bytes = Buffer.alloc(4 + 4 * numbers.length);
  bytes.write(id, 'latin1');
  for (const [index, value] of numbers.entries()) bytes.writeUInt32LE(value >>> 0, 4 + 4 * index);
  return bytes;
}

async function fail(stream: AdbStream, message: string): Promise<void> {
  await stream.write(Buffer.concat([words('FAIL', Buffer.byteLength(message)), Buffer.from(message)]));
}

function devicePath(path: string): string {
  return posix.normalize(`/${path}`);
}

/** As Android's C library says it. */
function reason(error: unknown): string {
  const texts: Readonly<Record<string, string>> = {
    ENOENT: 'No such file or directory',
    EACCES: 'Permission denied',
    EISDIR: 'Is a directory',
    ENOSPC: 'No space left on device',
    EROFS: 'Read-only file system',
    ENOTDIR: 'Not a directory',
  };
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  return texts[code] ?? String(error);
}
