import assert from 'node:assert/strict';
import { test } from 'node:test';
import { PickleBytes } from '../../../main/formats/pickle/pickle-bytes.ts';
import { dictEntries, isPickleObject, type PickleValue } from '../../../main/formats/pickle/pickle-value.ts';
import { isTorchFile, readTorchFile } from '../../../main/formats/pickle/torch-file.ts';
import { rebuiltTensor } from '../../../main/formats/pickle/torch-tensor.ts';
import { torchFile, torchFiles } from './torch-files.ts';

const read = (name: string): PickleValue => readTorchFile(name, torchFile(name));
const refused = (content: Uint8Array, message: RegExp): void =>
  assert.throws(() => readTorchFile('a.pt', content), { name: 'LabError', code: 'parse-failed', message });

function array(value: PickleValue | undefined): { shape: readonly number[]; values: number[] } {
  assert.ok(value !== undefined && isPickleObject(value) && value.kind === 'array');
  return { shape: value.shape, values: [...value.values] };
}

test('lists, NumPy arrays and tensors, in archives and in the rows of pickles of before', () => {
  for (const name of ['list.pt', 'list-legacy.pt']) assert.deepEqual(read(name), { kind: 'list', items: [1.5, 2.25, 3.125] });
  for (const name of ['numpy.pt', 'tensor.pt', 'tensor-legacy.pt'])
    assert.deepEqual(array(read(name)), { shape: [3], values: [1.5, 2.25, 3.125] });
});

test('tensors that are views of one storage', () => {
  for (const name of ['views.pt', 'views-legacy.pt']) {
    const [row, transposed, scalar, mask] = (dictEntries(read(name)) ?? []).map(([, value]) => array(value));
    assert.deepEqual(row, { shape: [4], values: [4, 5, 6, 7] });
    assert.deepEqual(transposed, { shape: [4, 3], values: [0, 4, 8, 1, 5, 9, 2, 6, 10, 3, 7, 11] });
    assert.deepEqual(scalar, { shape: [], values: [11] });
    assert.deepEqual(mask, { shape: [4], values: [0, 0, 1, 1] });
  }
});

test('files are told by their beginning', () => {
  for (const name of torchFiles) assert.ok(isTorchFile(torchFile(name)), name);
  assert.ok(!isTorchFile(Buffer.from('PK\x03\x04 a workbook')));
  assert.ok(!isTorchFile(Buffer.from('80025d712e', 'hex')));
});

test('classes are refused by name, and so are numbers that are none', () => {
  refused(torchFile('module.pt'), /^a\.pt, data\.pkl, byte \d+: it asks for “torch\.nn\.modules\.linear\.Linear”/);
  refused(torchFile('half.pt'), /data\.pkl, byte \d+: it asks for “torch\.HalfStorage”/);
});

test('what is cut off is refused with its byte', () => {
  for (const name of torchFiles) {
    const file = torchFile(name);
    for (let length = 4; length < file.length; length += 7)
      refused(file.subarray(0, length), /^a\.pt(, data\.pkl)?, byte \d+: .+ Nothing was imported\.$/);
  }
});

test('an archive whose files are compressed or missing is refused', () => {
  const compressed = Buffer.from(torchFile('list.pt'));
  compressed[compressed.indexOf('PK\x01\x02') + 10] = 8;
  refused(compressed, /“list\/data\.pkl” is compressed/);
  refused(
    Buffer.from(Buffer.from(torchFile('list.pt')).toString('latin1').replaceAll('data.pkl', 'data.pk_'), 'latin1'),
    /holds no data\.pkl/,
  );
  refused(
    Buffer.from(Buffer.from(torchFile('tensor.pt')).toString('latin1').replaceAll('data/0', 'data/1'), 'latin1'),
    /outside of the file/,
  );
});

test('a tensor stays within its storage', () => {
  const bytes = new PickleBytes('a.pt', new Uint8Array());
  const storage: PickleValue = { kind: 'array', shape: [6], values: Float64Array.of(0, 1, 2, 3, 4, 5) };
  const tensor = (offset: number, size: number[], stride: number[]) =>
    array(rebuiltTensor([storage, offset, { kind: 'tuple', items: size }, { kind: 'tuple', items: stride }], bytes));
  assert.deepEqual(tensor(1, [2, 2], [3, 1]).values, [1, 2, 4, 5]);
  assert.deepEqual(tensor(9, [0], [1]).values, []);
  assert.throws(() => tensor(2, [2, 2], [3, 1]), { message: /beyond its storage/ });
  assert.throws(() => tensor(0, [1e9], [0]), { message: /beyond its storage/ });
  assert.throws(() => tensor(0, Array<number>(1000).fill(1), Array<number>(1000).fill(1)), { message: /not put together/ });
  assert.throws(() => tensor(0, [-1], [1]), { message: /not put together/ });
});
