import { shown, tableError } from './table-place.ts';

const endOfDirectory = { signature: Buffer.from('PK\x05\x06'), bytes: 22 };
const directoryEntry = { signature: 0x02014b50, bytes: 46 };
const localHeader = { signature: 0x04034b50, bytes: 30 };
const stored = 0;

/**
 * The files of a zip archive by their names, as views of its bytes. Only files that are stored as they are can be read, as in the archives
 * that PyTorch writes: nothing unfolds to more than there is. Throws `parse-failed` with the byte.
 */
export function storedEntries(file: string, archive: Uint8Array): ReadonlyMap<string, Uint8Array> {
  const bytes = Buffer.from(archive.buffer, archive.byteOffset, archive.byteLength);
  const refuse = (byte: number, problem: string, remedy = 'Copy or download the file again.'): Error =>
    tableError('parse-failed', { file, byte }, problem, remedy);
  const end = bytes.lastIndexOf(endOfDirectory.signature);
  if (end < 0 || end + endOfDirectory.bytes > bytes.length) throw refuse(bytes.length, 'the zip archive ends without its directory');
  const entries = new Map<string, Uint8Array>();
  let at = bytes.readUInt32LE(end + 16);
  for (let count = bytes.readUInt16LE(end + 10); count > 0; count--) {
    if (at + directoryEntry.bytes > end || bytes.readUInt32LE(at) !== directoryEntry.signature)
      throw refuse(at, 'the directory of the zip archive is damaged');
    const nameEnd = at + directoryEntry.bytes + bytes.readUInt16LE(at + 28);
    const name = bytes.toString('utf8', at + directoryEntry.bytes, nameEnd);
    if (bytes.readUInt16LE(at + 10) !== stored) throw refuse(at, `“${shown(name)}” is compressed in the zip archive`, 'Unpack it first.');
    const header = bytes.readUInt32LE(at + 42);
    if (header + localHeader.bytes > bytes.length || bytes.readUInt32LE(header) !== localHeader.signature)
      throw refuse(at, `“${shown(name)}” is not where the directory of the zip archive says`);
    const start = header + localHeader.bytes + bytes.readUInt16LE(header + 26) + bytes.readUInt16LE(header + 28);
    const size = bytes.readUInt32LE(at + 24);
    if (start + size > bytes.length) throw refuse(at, `“${shown(name)}” is longer than the zip archive`);
    entries.set(name, bytes.subarray(start, start + size));
    at = nameEnd + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32);
  }
  return entries;
}
