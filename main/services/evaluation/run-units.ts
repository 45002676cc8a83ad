import type { JobControl } from '../../jobs/job-registry.ts';
import type { WorkerCrew } from '../../jobs/worker-pool.ts';
import type { ResultOf, UnitOf, WorkerFunctions } from '../../jobs/worker-task.ts';

/** Where results of units are kept, as plain data, so that an evaluation that was interrupted goes on where it was. */
export interface KeptUnits {
  /** undefined where there is none. */
  find(unit: unknown): unknown;
  keep(unit: unknown, result: unknown): void;
}

export interface UnitRun {
  readonly control: JobControl;
  /** What is being done, as a job says it. */
  readonly message: string;
  readonly clock: () => number;
  readonly kept?: KeptUnits | undefined;
}

/** Carries out the units that are not kept; the job's progress tells how many are done, and the time that is left at the pace so far. */
export async function runUnits<Functions extends WorkerFunctions, Name extends keyof Functions & string>(
  crew: WorkerCrew<Functions>,
  name: Name,
  units: readonly UnitOf<Functions[Name]>[],
  { control, message, clock, kept }: UnitRun,
): Promise<ResultOf<Functions[Name]>[]> {
  type Result = ResultOf<Functions[Name]>;
  const results = units.map((unit) => kept?.find(unit) as Result | undefined);
  const open = [...units.keys()].filter((place) => results[place] === undefined);
  const before = units.length - open.length;
  const startMs = clock();
  const openUnits = open.map((place) => units[place]!);
  await crew.map(name, openUnits, (done, total, { index, result }) => {
    kept?.keep(openUnits[index], result);
    results[open[index]!] = result;
    const etaSeconds = ((clock() - startMs) / done / 1000) * (total - done);
    control.report({ message, done: before + done, total: units.length, etaSeconds });
  });
  return results as Result[];
}
