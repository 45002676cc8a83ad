import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { JournalReader } from '../../main/bench/journal.ts';
import type { JournalLine } from '../../main/devices/runner-protocol.ts';
import { brand, type ContentHash } from '../../main/core/brand.ts';

const modelHash = brand<ContentHash>('ab12');
const result: JournalLine = {
  type: 'result',
  position: 3,
  modelHash,
  wallUs: [1200.5, 1180],
  cpuUs: [1190, 1170],
  involuntarySwitches: [0, 1],
  clockKhz: null,
  tempBeforeC: 51.5,
  tempAfterC: null,
  outputSum: -3.25,
  atMs: 1_700_000_000_000,
};
const journal: readonly JournalLine[] = [
  { type: 'hello', protocol: 1, runner: 'proxylab-local 1', runtime: 'onnxruntime-node 1.30.0', threads: 2, affinity: [0, 1], pid: 4711 },
  { type: 'load', position: 3, modelHash, loadUs: 5021.2 },
  { type: 'warmup', position: 3, modelHash, wallUs: [2000, 1300] },
  result,
  { type: 'error', position: 4, modelHash, stage: 'load', message: 'Größe – „falsch“\n second line' },
  { type: 'done', stopped: false },
];
const bytes = (lines: readonly unknown[]): Uint8Array =>
  new TextEncoder().encode(lines.map((line) => `${JSON.stringify(line)}\n`).join(''));

test('reads a journal however it is cut', () => {
  const whole = bytes(journal);
  fc.assert(
    fc.property(fc.array(fc.nat(whole.length), { maxLength: 30 }), (cuts) => {
      const reader = new JournalReader();
      const ends = [...cuts, whole.length].sort((a, b) => a - b);
      const lines = ends.flatMap((end) => reader.read(whole.slice(reader.offset, end)).lines);
      assert.deepEqual(lines, journal);
      assert.equal(reader.offset, whole.length);
    }),
    { seed: 1 },
  );
});

test('a torn last line waits for its rest', () => {
  const whole = bytes(journal);
  const reader = new JournalReader();
  const first = reader.read(whole.slice(0, whole.length - 5));
  assert.deepEqual(first, { lines: journal.slice(0, -1), damage: null });
  assert.deepEqual(reader.read(whole.slice(-5)).lines, journal.slice(-1));
});

test('garbage is named by its line, nothing after it is read, what is before it is kept', () => {
  for (const garbage of [
    '{"type":"result"',
    'null',
    '[]',
    '{"type":"later"}',
    '{"type":"load","position":-1,"modelHash":"a","loadUs":1}',
    '\u0000\u0000',
  ]) {
    const text = `${JSON.stringify(journal[0])}\n${JSON.stringify(journal[1])}\n${garbage}\n${JSON.stringify(journal[2])}\n`;
    const reader = new JournalReader();
    const { lines, damage } = reader.read(new TextEncoder().encode(text));
    assert.deepEqual(lines, journal.slice(0, 2), garbage);
    assert.equal(damage?.code, 'parse-failed');
    assert.match(damage.message, /line 3;/);
    assert.deepEqual(reader.read(bytes(journal)).lines, []);
  }
});

test('a result that cannot be a measurement is garbage', () => {
  const changes: readonly object[] = [
    { wallUs: [] },
    { wallUs: [0, 1] },
    { wallUs: [-1, 1] },
    { wallUs: [null, 1] },
    { wallUs: [1] },
    { cpuUs: [1, 2, 3] },
    { cpuUs: [] },
    { involuntarySwitches: [0.5, 0] },
    { clockKhz: 0 },
    { tempBeforeC: '51' },
    { modelHash: '' },
    { position: 1.5 },
    { atMs: undefined },
  ];
  for (const change of changes) {
    const { lines, damage } = new JournalReader().read(bytes([{ ...result, ...change }]));
    assert.deepEqual([lines.length, damage?.code], [0, 'parse-failed'], JSON.stringify(change));
  }
});

test('no bytes whatever make it throw or wait for ever', () => {
  fc.assert(
    fc.property(fc.array(fc.uint8Array({ maxLength: 200 }), { maxLength: 8 }), (pieces) => {
      const reader = new JournalReader();
      for (const piece of pieces) reader.read(piece);
      assert.equal(
        reader.offset,
        pieces.reduce((sum, piece) => sum + piece.length, 0),
      );
    }),
    { seed: 3, numRuns: 500 },
  );
});

test('one flipped byte in a journal never changes what the other lines say', () => {
  const whole = bytes(journal);
  fc.assert(
    fc.property(fc.nat(whole.length - 1), fc.integer({ min: 1, max: 255 }), (at, change) => {
      const damaged = Uint8Array.from(whole, (byte, index) => (index === at ? byte ^ change : byte));
      const { lines } = new JournalReader().read(damaged);
      const hit = new TextDecoder().decode(whole.slice(0, at)).split('\n').length - 1;
      assert.deepEqual(lines.slice(0, hit), journal.slice(0, hit));
    }),
    { seed: 4, numRuns: 500 },
  );
});
