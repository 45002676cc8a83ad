import { setTimeout as sleep } from 'node:timers/promises';
import type { RunnerProcess } from '../device.ts';
import { commandLineOf } from './command-line-of.ts';
import type { LaunchedRunner } from './runner-launcher.ts';

const livenessIntervalMs = 250;
const stopPatienceMs = 3000;

/** A runner that this program has started. */
export function startedRunner({ pid, ended }: LaunchedRunner): RunnerProcess {
  return { pid, ended, stop: () => stopProcess(pid, ended) };
}

/** A runner that another life of the lab has started: told from a stranger with the same pid by the journal in its command line. */
export function foundRunner(pid: number, journalPath: string): RunnerProcess | null {
  const isAtWork = (): boolean => commandLineOf(pid)?.includes(journalPath) ?? false;
  if (!isAtWork()) return null;
  const ended = untilGone(isAtWork);
  return { pid, ended, stop: () => stopProcess(pid, ended) };
}

/** Not being its parent, this program can't have the exit code. */
async function untilGone(isAtWork: () => boolean): Promise<null> {
  while (isAtWork()) await sleep(livenessIntervalMs, undefined, { ref: false });
  return null;
}

/** Asks, and insists after a while: the journal is on the disk after every line, so nothing is lost either way. */
async function stopProcess(pid: number, ended: Promise<number | null>): Promise<void> {
  signalTo(pid, 'SIGTERM');
  const insist = setTimeout(() => signalTo(pid, 'SIGKILL'), stopPatienceMs);
  try {
    await ended;
  } finally {
    clearTimeout(insist);
  }
}

function signalTo(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) throw error;
  }
}
