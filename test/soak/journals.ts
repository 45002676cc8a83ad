import fc from 'fast-check';
import assert from 'node:assert/strict';
import { JournalReader } from '../../main/bench/journal.ts';
import { resultEnergies } from '../../main/bench/power-log.ts';
import { brand, type ContentHash } from '../../main/core/brand.ts';
import type { JournalLine } from '../../main/devices/runner-protocol.ts';
import { damagedBytes } from './damaged.ts';
import { assertRefusal, fixedRuns, inTime, type SoakProperty } from './soak-property.ts';

const item = { position: 0, modelHash: brand<ContentHash>('ab') };
const lines: readonly JournalLine[] = [
  { type: 'hello', protocol: 1, runner: 'bench 1', runtime: 'onnxruntime 1.30.0', threads: 1, affinity: [], pid: 7 },
  { type: 'load', ...item, loadUs: 10 },
  { type: 'warmup', ...item, wallUs: [100] },
  {
    type: 'result',
    ...item,
    wallUs: [100, 101.5],
    cpuUs: [99, 100],
    involuntarySwitches: [0, 1],
    clockKhz: 1e6,
    tempBeforeC: null,
    tempAfterC: 40.5,
    outputSum: 0.25,
    atMs: 1.7e12,
  },
  { type: 'error', ...item, stage: 'load', message: 'no' },
  { type: 'done', stopped: false },
];
const journal = Buffer.from(lines.map((line) => `${JSON.stringify(line)}\n`).join(''));
const contents = fc.oneof({ weight: 3, arbitrary: damagedBytes([journal]) }, { weight: 1, arbitrary: fc.uint8Array({ maxLength: 400 }) });
const log = 'power 1 1700000000000000000 100.50 1000\n100.50 5000 700\n100.60 5000 1700\n';

/** Whatever stands in a journal: the lines before its first damage, however the pieces are cut, and latencies only that can be ones. */
export const journalProperties: readonly SoakProperty[] = [
  {
    name: 'journals of runners',
    check: (numRuns) =>
      fc.assert(
        fc.property(contents, fc.nat(), (bytes, cut) => inTime(() => readJournal(bytes, cut))),
        fixedRuns(numRuns),
      ),
  },
];

function readJournal(bytes: Uint8Array, cut: number): void {
  const whole = new JournalReader().read(bytes);
  const reader = new JournalReader();
  const at = cut % (bytes.length + 1);
  const pieces = [reader.read(bytes.subarray(0, at)), reader.read(bytes.subarray(at))];
  assert.deepEqual(
    pieces.flatMap((piece) => piece.lines),
    whole.lines,
  );
  assert.equal(reader.offset, bytes.length);
  const damage = pieces[1]!.damage;
  assert.equal(damage?.message, whole.damage?.message);
  if (damage !== null) assertRefusal(damage, /line \d+/);
  for (const line of whole.lines) if (line.type === 'result') assert.ok(line.wallUs.length > 0 && line.wallUs.every((wall) => wall > 0));
  for (const { energyMj } of resultEnergies(whole.lines, log)) assert.ok(Number.isFinite(energyMj));
}
