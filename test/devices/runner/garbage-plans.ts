import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import fc from 'fast-check';
import { parseRunnerPlan } from '../../../main/devices/local/runner/runner-plan.ts';
import { damagedBytes } from '../../soak/damaged.ts';

const item = { position: 3, modelHash: 'ab12', modelPath: 'models/ab12.onnx', warmup: 10, runs: 50, minimumMs: 1000, maximumMs: 2e4 };
const plan = { protocol: 1, threads: 2, affinity: [4, 5, 6, 7], stopFile: 'campaigns/c/stop', items: [item, { ...item, position: 4 }] };
const texts = [
  JSON.stringify(plan),
  JSON.stringify(plan, null, 1),
  JSON.stringify({ ...plan, stopFile: 'a\u00e9\u{1F600}\n"\\', note: [null, true, false, -0.5e-3, {}] }),
  String.raw`{"protocol":1,"threads":1,"affinity":[],"stopFile":"\u0041\ud83d\ude00\/\b","items":[]}`,
];
const places = ['protocol', 'threads', 'affinity', 'stopFile', 'items'] as const;

/** Plans with parts cut out or replaced, fields of any JSON value, and any bytes. */
const garbage: fc.Arbitrary<Uint8Array> = fc.oneof(
  damagedBytes(texts.map((text) => new TextEncoder().encode(text))),
  fc
    .tuple(fc.constantFrom(...places), fc.jsonValue())
    .map(([place, value]) => new TextEncoder().encode(JSON.stringify({ ...plan, [place]: value }))),
  fc
    .tuple(fc.constantFrom(...Object.keys(item)), fc.jsonValue())
    .map(([field, value]) => new TextEncoder().encode(JSON.stringify({ ...plan, items: [item, { ...item, [field]: value }] }))),
  fc.string().map((text) => new TextEncoder().encode('['.repeat(text.length) + text)),
  fc.uint8Array({ maxLength: 200 }),
);

const inBatch = 1000;
const batchLimitMs = 60_000;

/**
 * Gives the runner's reader of plans `count` plans, the same in every call, and asserts that each is read or refused in a sentence, soon and
 * without a fault. `harness` is the program of plan-harness.c.
 */
export function checkGarbagePlans(harness: string, count: number): void {
  const plans = fc.sample(garbage, { seed: 1, numRuns: count });
  for (let start = 0; start < count; start += inBatch) checkBatch(harness, plans.slice(start, start + inBatch));
}

function checkBatch(harness: string, plans: readonly Uint8Array[]): void {
  const input = Buffer.concat(plans.flatMap((bytes) => [lengthOf(bytes), bytes]));
  const env = { ASAN_OPTIONS: 'detect_leaks=0' }; // of plans that are refused
  const { status, stdout, stderr } = spawnSync(harness, { input, env, encoding: 'utf8', timeout: batchLimitMs });
  const answers = stdout.split('\n');
  for (const [i, bytes] of plans.entries()) {
    const text = Buffer.from(bytes).toString('utf8');
    assert.match(answers[i] ?? '', /^(read|refused: .+)$/, `${JSON.stringify(text)}\n${status}: ${stderr}`);
    if (answers[i] === 'read') parseRunnerPlan(text); // so the runner of this computer reads it as well
  }
  assert.equal(status, 0, stderr);
}

function lengthOf(bytes: Uint8Array): Uint8Array {
  const length = Buffer.alloc(4);
  length.writeUInt32LE(bytes.length);
  return length;
}
