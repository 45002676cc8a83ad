import { appendFileSync, readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import type { JournalLine, RunnerPlan } from '../../../main/devices/runner-protocol.ts';

/**
 * A program of one's own that keeps to the runner's protocol and tells a result every few milliseconds, whatever the network:
 * `node emitting-runner.ts PLAN JOURNAL RESULTS_A_SECOND`.
 */
const [planFile, journal, rate] = process.argv.slice(2);
if (planFile === undefined || journal === undefined || rate === undefined) throw new Error('PLAN JOURNAL RESULTS_A_SECOND');
const plan = JSON.parse(readFileSync(planFile, 'utf8')) as RunnerPlan;
const write = (line: JournalLine): void => appendFileSync(journal, `${JSON.stringify(line)}\n`);

write({
  type: 'hello',
  protocol: 1,
  runner: 'emitting',
  runtime: 'none 1',
  threads: plan.threads,
  affinity: plan.affinity,
  pid: process.pid,
});
const startMs = Date.now();
for (const [index, { position, modelHash, runs }] of plan.items.entries()) {
  const aheadMs = startMs + (index * 1000) / Number(rate) - Date.now();
  if (aheadMs > 0) await sleep(aheadMs);
  const latencyUs = 1000 + (position % 97) * 10;
  write({
    type: 'result',
    position,
    modelHash,
    wallUs: Array.from({ length: runs }, (_, run) => latencyUs + (run % 7)),
    cpuUs: Array.from({ length: runs }, () => latencyUs),
    involuntarySwitches: Array.from({ length: runs }, () => 0),
    clockKhz: 1_800_000,
    tempBeforeC: 50 + (index % 5),
    tempAfterC: 50 + (index % 5),
    outputSum: 0,
    atMs: Date.now(),
  });
}
write({ type: 'done', stopped: false });
