import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { JournalReader } from '../../main/bench/journal.ts';
import type { JournalLine } from '../../main/devices/runner-protocol.ts';
import { brand, type CampaignId } from '../../main/core/brand.ts';
import type { Measurement } from '../../main/core/measurement/measurement.ts';
import { createRng } from '../../main/core/rng.ts';
import { CampaignBench, smallCampaign } from './campaign-bench.ts';

const id = brand<CampaignId>('killed');
const program = new URL('./campaign-process.ts', import.meta.url).pathname;
const moments = 10;
const newline = 10;
/** A whole life reports a little more than this: networks prepared, runners started, turns measured. */
const eventsOfALife = 65;

/** Slow enough that a runner is often still at work when the next life of the lab begins. */
const campaign = smallCampaign(24, { blocks: 2, minimumMs: 60 });

/** A life of the lab: killed as soon as it has reported `events` things, unless it ends before. */
async function live(folder: string, events: number): Promise<void> {
  const child: ChildProcess = spawn(process.execPath, [program, folder, id], { stdio: ['ignore', 'pipe', 'inherit'] });
  const exited = once(child, 'exit');
  let count = 0;
  child.stdout!.on('data', (bytes: Uint8Array) => {
    for (const byte of bytes) if (byte === newline && ++count === events) child.kill('SIGKILL');
  });
  await exited;
}

/** The last life, in this process. Says whether it found the runner of an earlier one still at work. */
async function resume(folder: string): Promise<boolean> {
  const messages: string[] = [];
  const bench = new CampaignBench(folder);
  try {
    assert.equal(await bench.run(id, { status: (message) => messages.push(message) }), 'finished');
  } finally {
    bench.store.close();
  }
  return messages.some((message) => message.includes('found the runner still at work'));
}

function attempts(folder: string): string[] {
  const campaign = join(folder, 'device/campaigns', id);
  return readdirSync(campaign).map((attempt) => join(campaign, attempt));
}

/** Complete lines of all journals, each with the block and repeat of its attempt. */
function journalLines(folder: string): { readonly slot: string; readonly line: JournalLine }[] {
  return attempts(folder).flatMap((attempt) => {
    const [block, repeat] = /block-(\d+)-(\d+)-\d+$/.exec(attempt)?.slice(1) ?? [];
    let bytes: Uint8Array;
    try {
      bytes = readFileSync(join(attempt, 'journal.jsonl'));
    } catch {
      return []; // killed before the runner came up
    }
    return new JournalReader().read(bytes).lines.map((line) => ({
      slot: `${block}/${repeat}/${'position' in line ? line.position : ''}`,
      line,
    }));
  });
}

function killRunners(folder: string): void {
  for (const { line } of journalLines(folder)) {
    if (line.type !== 'hello') continue;
    const commandLine = (() => {
      try {
        return readFileSync(`/proc/${line.pid}/cmdline`, 'utf8');
      } catch {
        return '';
      }
    })();
    if (commandLine.includes(id)) process.kill(line.pid, 'SIGKILL');
  }
}

function committed(folder: string): readonly Measurement[] {
  const bench = new CampaignBench(folder);
  try {
    return bench.store.campaigns.measurements(id);
  } finally {
    bench.store.close();
  }
}

function assertWhole(folder: string, before: readonly Measurement[]): void {
  const bench = new CampaignBench(folder);
  try {
    const { spec, state } = bench.store.campaigns.get(id);
    assert.equal(state, 'finished');
    const after = bench.store.campaigns.measurements(id);
    assert.deepEqual(after.slice(0, before.length), before, 'what was committed is still there, bit for bit');
    const table = bench.store.tables.get(spec.table);
    assert.deepEqual([...table.names].sort(), [...spec.architectures].sort());
    assert.ok(
      table.values[0]?.every((value) => value !== null),
      'the table is complete',
    );
    assert.deepEqual(bench.store.campaigns.failures(id), []);
    const results = journalLines(folder).flatMap(({ slot, line }) => (line.type === 'result' ? [slot] : []));
    assert.deepEqual(
      results.filter((slot, index) => results.indexOf(slot) !== index),
      [],
      'no turn was measured twice',
    );
    assert.equal(results.length, after.length);
  } finally {
    bench.store.close();
  }
}

test('kill -9 at ten random moments, then resume', async (context) => {
  const rng = createRng(2024);
  let adopted = 0;
  for (let moment = 0; moment < moments; moment++) {
    const events = 1 + rng.integer(eventsOfALife);
    const [withRunner, again] = [moment % 3 === 2, rng.next() < 0.3];
    await context.test(`after ${events} events${withRunner ? ', the runner too' : ''}${again ? ', and once more' : ''}`, async () => {
      const folder = await mkdtemp(join(tmpdir(), 'proxylab-kill-'));
      try {
        const bench = new CampaignBench(folder);
        bench.create(id, campaign);
        bench.store.close();
        await live(folder, events);
        if (withRunner) killRunners(folder);
        let before = committed(folder);
        if (again) {
          await live(folder, 1 + rng.integer(eventsOfALife / 2));
          const now = committed(folder);
          assert.deepEqual(now.slice(0, before.length), before);
          before = now;
        }
        if (await resume(folder)) adopted++;
        assertWhole(folder, before);
      } finally {
        await rm(folder, { recursive: true, force: true });
      }
    });
  }
  assert.ok(adopted > 0, 'not once was the runner still at work: the moments are badly chosen');
});
