import { tableError } from '../table-place.ts';
import { storedEntries } from '../zip-entries.ts';
import { bytesOfType, numpyValues } from './numpy-values.ts';
import { PickleBytes } from './pickle-bytes.ts';
import { dictEntries, isPickleObject, type PickleArray, type PickleValue, sequenceItems } from './pickle-value.ts';
import { readNextPickle } from './read-pickle.ts';
import { storageTypes } from './torch-tensor.ts';

/** Before PyTorch 1.6 a file was a row of pickles that begins with this number. */
const legacyMagic = 0x1950a86a20f9469cfc6cn;
const legacyBeginning = Buffer.from('80028a0a6cfc9c46f9206aa850192e', 'hex');
const legacyProtocol = 1001;
const zipBeginning = Buffer.from('PK\x03\x04');
const pickleName = 'data.pkl';

/** Whether a file that begins like this was written by `torch.save`. */
export function isTorchFile(head: Uint8Array): boolean {
  const beginning = Buffer.from(head);
  const isZip = beginning.subarray(0, zipBeginning.length).equals(zipBeginning) && beginning.includes(`/${pickleName}`);
  return isZip || beginning.subarray(0, legacyBeginning.length).equals(legacyBeginning);
}

/**
 * Reads what `torch.save` has written (PyTorch, torch/serialization.py), as a zip archive or, before 1.6, as a row of pickles: plain data,
 * NumPy arrays and tensors, all as data; nothing is executed. Throws `parse-failed` with file and byte.
 */
export function readTorchFile(file: string, content: Uint8Array): PickleValue {
  return Buffer.from(content.subarray(0, zipBeginning.length)).equals(zipBeginning)
    ? readArchive(file, content)
    : readLegacy(file, content);
}

function readArchive(file: string, content: Uint8Array): PickleValue {
  const entries = storedEntries(file, content);
  const name = [...entries.keys()].find((entry) => entry.endsWith(`/${pickleName}`));
  if (name === undefined)
    throw tableError(
      'parse-failed',
      { file, byte: 0 },
      `the zip archive holds no ${pickleName}`,
      'Choose a file that torch.save has written.',
    );
  const folder = name.slice(0, -pickleName.length);
  const isBigEndian = Buffer.from(entries.get(`${folder}byteorder`) ?? []).toString() === 'big';
  const bytes = new PickleBytes(`${file}, ${pickleName}`, entries.get(name)!);
  const known = new Map<string, PickleArray>();
  return readNextPickle(bytes, (id) => {
    const storage = storageOf(id, bytes);
    const raw = entries.get(`${folder}data/${storage.key}`);
    if (raw !== undefined && !known.has(storage.key)) known.set(storage.key, filled(storage, raw, isBigEndian, bytes));
    return known.get(storage.key);
  });
}

function readLegacy(file: string, content: Uint8Array): PickleValue {
  const bytes = new PickleBytes(file, content);
  if (readNextPickle(bytes) !== legacyMagic || readNextPickle(bytes) !== legacyProtocol)
    throw bytes.error('it does not begin as torch.save writes', 'Choose a file that torch.save has written.');
  const system = dictEntries(readNextPickle(bytes));
  const isBigEndian = system?.find(([key]) => key === 'little_endian')?.[1] === false;
  // What the storages hold stands behind the value: it is read once to know of them, and again with them.
  const start = bytes.position;
  const storages = new Map<string, Storage>();
  readNextPickle(bytes, (id) => {
    const storage = storageOf(id, bytes);
    storages.set(storage.key, storage);
    return filled(storage, new Uint8Array(bytes.claim(storage.count * bytesOfType(storage.code))), isBigEndian, bytes);
  });
  const known = new Map<PickleValue, PickleArray>();
  for (const key of sequenceItems(readNextPickle(bytes)) ?? []) {
    const storage = typeof key === 'string' ? storages.get(key) : undefined;
    if (storage === undefined || bytes.uint64() !== storage.count) throw bytes.error('a storage is not of the size that it should have');
    known.set(key, filled(storage, bytes.bytes(storage.count * bytesOfType(storage.code)), isBigEndian, bytes));
  }
  bytes.seek(start);
  return readNextPickle(bytes, (id) => known.get(storageOf(id, bytes).key));
}

/** Numbers that stand outside of the pickle. */
interface Storage {
  readonly key: string;
  /** NumPy's code of their type. */
  readonly code: string;
  readonly count: number;
}

/** The storage that a pickle points to: `('storage', type, key, device, count)`, and in old files a view, which must be none. */
function storageOf(id: PickleValue, bytes: PickleBytes): Storage {
  const [kind, type, key, , count, view = null] = sequenceItems(id) ?? [];
  const code = type !== undefined && isPickleObject(type) && type.kind === 'global' ? storageTypes.get(type.name) : undefined;
  if (kind === 'storage' && code !== undefined && typeof key === 'string' && isCount(count) && view === null) return { key, code, count };
  throw bytes.error('it points to something else than a storage of plain numbers', 'Save the values as a list of numbers.');
}

function isCount(value: PickleValue | undefined): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;
}

function filled({ code, count }: Storage, raw: Uint8Array, isBigEndian: boolean, bytes: PickleBytes): PickleArray {
  bytes.claim(count * Float64Array.BYTES_PER_ELEMENT);
  const values = numpyValues({ kind: 'dtype', code, isBigEndian }, raw, count);
  if (values === undefined) throw bytes.error('a storage is not of the size that it should have');
  return { kind: 'array', shape: [count], values };
}
