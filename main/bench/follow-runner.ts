import { isLabError } from '../core/lab-error.ts';
import type { Device, RunnerProcess } from '../devices/device.ts';
import type { AttemptFiles } from './attempt-files.ts';
import type { Clock } from './clock.ts';
import type { JournalReader } from './journal.ts';
import type { JournalLine } from '../devices/runner-protocol.ts';

export interface FollowTiming {
  /** Between two looks at the journal. */
  readonly pollMs: number;
  /** A runner whose journal does not grow for so long is stopped. */
  readonly stallMs: number;
}

export interface Following {
  readonly device: Device;
  readonly runner: RunnerProcess;
  readonly files: AttemptFiles;
  /** Goes on where it stands. */
  readonly reader: JournalReader;
  readonly clock: Clock;
  readonly timing: FollowTiming;
  /** Ends the runner after the network that it works on. */
  readonly pause: AbortSignal;
  /** Ends it at once; what it has written is still taken. */
  readonly signal: AbortSignal;
  /** Takes each line; where it throws, the runner is stopped. */
  take(line: JournalLine): void;
}

/** How a runner ended: after its plan, at the stop file, at the signal, or of itself. */
export type RunnerEnd = { readonly how: 'done' | 'stopped' | 'cancelled' } | { readonly how: 'died'; readonly reason: string };

/** Reads a runner's journal until it ends. Throws what the link throws: the runner then goes on and can be found again. */
export async function followRunner(following: Following): Promise<RunnerEnd> {
  const { device, runner, files, reader, clock, timing, pause, signal } = following;
  let exit: { readonly code: number | null } | null = null;
  const ended = (async () => {
    exit = { code: await runner.ended };
  })();
  let stopAsked = false;
  let grewAtMs = clock.nowMs();
  for (;;) {
    const last = exit as { readonly code: number | null } | null; // taken before reading: what is read after the end is complete
    const piece = await device.files.read(files.journalPath, reader.offset);
    const finish = await takeLines(following, piece);
    if (finish !== null) {
      await withinPatience(ended, clock);
      await runner.stop(); // has said that it is done and yet not ended: nothing may run beside the next one
      return finish;
    }
    if (last !== null) return signal.aborted ? { how: 'cancelled' } : { how: 'died', reason: `exit code ${last.code ?? 'unknown'}` };
    if (piece.length > 0) grewAtMs = clock.nowMs();
    if (signal.aborted) {
      await runner.stop();
      continue;
    }
    if (clock.nowMs() - grewAtMs > timing.stallMs) {
      await runner.stop();
      return { how: 'died', reason: `nothing in its journal for ${Math.round(timing.stallMs / 1000)} s` };
    }
    if (pause.aborted && !stopAsked) {
      await device.files.write(files.stopPath, new Uint8Array(0));
      stopAsked = true;
    }
    await Promise.race([clock.sleep(timing.pollMs), ended]);
  }
}

const endPatienceMs = 5000;

async function withinPatience(ended: Promise<void>, clock: Clock): Promise<void> {
  const settled = new AbortController();
  const patience = clock.sleep(endPatienceMs, settled.signal).catch((error: unknown) => {
    if (!isLabError(error, 'cancelled')) throw error;
  });
  await Promise.race([ended, patience]);
  settled.abort();
}

async function takeLines({ reader, runner, take }: Following, piece: Uint8Array): Promise<RunnerEnd | null> {
  const { lines, damage } = reader.read(piece);
  for (const line of lines) {
    try {
      take(line);
    } catch (error) {
      await runner.stop();
      throw error;
    }
    if (line.type === 'done') return { how: line.stopped ? 'stopped' : 'done' };
  }
  if (damage === null) return null;
  await runner.stop();
  return { how: 'died', reason: damage.message };
}
