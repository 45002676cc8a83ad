import { LabError } from '../../core/lab-error.ts';

/** One timed run, in milliseconds. */
export interface TrtexecRun {
  /** From the host: the copies to and from the GPU included. */
  readonly latencyMs: number;
  readonly computeMs: number;
  /** Copy to the GPU, and back. */
  readonly h2dMs: number;
  readonly d2hMs: number;
}

const maximumRuns = 1_000_000;

/** Reads what `trtexec --exportTimes=FILE` writes: a JSON array, one object a run. Throws `parse-failed` with the run at fault. */
export function parseTrtexecTimes(text: string): readonly TrtexecRun[] {
  const runs = parsed(text);
  if (!Array.isArray(runs) || runs.length === 0 || runs.length > maximumRuns) throw unreadable('it is not a list of runs');
  return runs.map((run: unknown, index) => ({
    latencyMs: duration(run, 'latencyMs', index),
    computeMs: duration(run, 'computeMs', index),
    h2dMs: duration(run, 'h2dMs', index),
    d2hMs: duration(run, 'd2hMs', index),
  }));
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw unreadable(error instanceof Error ? error.message : String(error));
  }
}

function duration(run: unknown, name: string, index: number): number {
  const value: unknown = typeof run === 'object' && run !== null ? (run as Readonly<Record<string, unknown>>)[name] : undefined;
  if (typeof value === 'number' && Number.isFinite(value) && value >= 0) return value;
  throw unreadable(`run ${index + 1} has no ${name}`);
}

function unreadable(why: string): LabError {
  return new LabError({
    code: 'parse-failed',
    message: `The times that trtexec exported cannot be read: ${why}.`,
    remedy: 'Check that trtexec on the board is NVIDIA’s own and ran to its end.',
  });
}
