import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestContext } from 'node:test';
import { JournalReader } from '../../main/bench/journal.ts';
import { brand } from '../../main/core/brand.ts';
import { writeOnnx } from '../../main/core/network/onnx/write-onnx.ts';
import { nasBench201 } from '../../main/core/spaces/nas-bench-201.ts';
import type { JournalLine, RunnerPlan, RunnerPlanItem } from '../../main/devices/runner-protocol.ts';

const cell = nasBench201.parse('|nor_conv_1x1~0|+|none~0|none~1|+|skip_connect~0|none~1|nor_conv_1x1~2|');
const network = nasBench201.network(cell, { resolution: 8 });

/** A device folder with the models `good`, `int8` and `bad`. */
export function deviceFolder(context: TestContext): string {
  const folder = mkdtempSync(join(tmpdir(), 'proxylab-runner-'));
  context.after(() => rmSync(folder, { recursive: true, force: true }));
  mkdirSync(join(folder, 'models'));
  writeFileSync(join(folder, 'models/good.onnx'), writeOnnx(network, { precision: 'f32', seed: 1 }));
  writeFileSync(join(folder, 'models/int8.onnx'), writeOnnx(network, { precision: 'int8', seed: 1 }));
  writeFileSync(join(folder, 'models/bad.onnx'), 'not a model');
  return folder;
}

export function item(position: number, name: string, changes: Partial<RunnerPlanItem> = {}): RunnerPlanItem {
  return {
    position,
    modelHash: brand(name),
    modelPath: `models/${name}.onnx`,
    warmup: 2,
    runs: 5,
    minimumMs: 0,
    maximumMs: 5000,
    ...changes,
  };
}

export function writePlan(folder: string, changes: Partial<RunnerPlan>): void {
  const plan: RunnerPlan = { protocol: 1, threads: 1, affinity: [], stopFile: 'stop', items: [item(0, 'good')], ...changes };
  writeFileSync(join(folder, 'plan.json'), JSON.stringify(plan));
}

export interface RunnerRun {
  readonly status: number | null;
  readonly printed: string;
  readonly lines: readonly JournalLine[];
}

export const usualParameters = ['--plan', 'plan.json', '--journal', 'journal.jsonl'];

/** Runs a runner, which `words` start, in a device folder until it ends. */
export function runRunner(
  words: readonly string[],
  folder: string,
  parameters: readonly string[] = usualParameters,
  environment: NodeJS.ProcessEnv = {},
): RunnerRun {
  const [program = '', ...rest] = words;
  const options = { cwd: folder, encoding: 'utf8', env: { ...process.env, ...environment }, timeout: 60_000 } as const;
  const { status, stdout, stderr } = spawnSync(program, [...rest, ...parameters], options);
  return { status, printed: stdout + stderr, lines: journalLines(folder) };
}

export function journalLines(folder: string): readonly JournalLine[] {
  if (!readdirSync(folder).includes('journal.jsonl')) return [];
  const { lines, damage } = new JournalReader().read(readFileSync(join(folder, 'journal.jsonl')));
  assert.equal(damage, null);
  return lines;
}
