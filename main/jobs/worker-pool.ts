import { availableParallelism } from 'node:os';
import { throwIfCancelled } from '../core/lab-error.ts';
import { restWhilePaused } from './rest.ts';
import type { ResultOf, UnitOf, WorkerFunctions, WorkerTask } from './worker-task.ts';
import { WorkerThread } from './worker-thread.ts';

/** Hears of each unit as it is done: how many of all are, its place among them and its result. */
export type UnitProgress<Result> = (done: number, total: number, unit: { readonly index: number; readonly result: Result }) => void;

/** Threads at work on one task. */
export interface WorkerCrew<Functions extends WorkerFunctions> {
  /**
   * Results of the units, in their order however many threads there are. Where units fail, the first of them says why; units that were not begun
   * by then are not.
   */
  map<Name extends keyof Functions & string>(
    name: Name,
    units: readonly UnitOf<Functions[Name]>[],
    report?: UnitProgress<ResultOf<Functions[Name]>>,
  ): Promise<ResultOf<Functions[Name]>[]>;
}

export interface CrewOptions {
  /** Number of threads; default: one a processor. */
  readonly workers?: number | undefined;
  /** Ends the threads at once; the work rejects with `cancelled`. */
  readonly signal?: AbortSignal | undefined;
}

/** Where long computations run side by side. Threads live as long as the work that they were started for. */
export class WorkerPool {
  readonly #entry: URL;

  /** `entry`: the module that a thread runs; it calls `serveTasks`. */
  constructor(entry: URL) {
    this.#entry = entry;
  }

  /**
   * Lends `work` a crew that is prepared for the task. Rejects with what `work` throws; a LabError of a thread arrives as one, any other error as
   * the bug that it is. A thread that dies fails the unit that it was at.
   */
  async use<Shared, Functions extends WorkerFunctions, Result>(
    task: WorkerTask<Shared, Functions>,
    shared: Shared,
    { workers = availableParallelism(), signal }: CrewOptions,
    work: (crew: WorkerCrew<Functions>) => Promise<Result>,
  ): Promise<Result> {
    throwIfCancelled(signal);
    const threads = Array.from({ length: workers }, () => new WorkerThread(this.#entry, { task: task.name, shared }));
    const endAll = () => Promise.all(threads.map((thread) => thread.end()));
    const cancel = (): void => void endAll();
    signal?.addEventListener('abort', cancel, { once: true });
    try {
      return await work({
        map: (name, units, report) => mapOver(threads, name, units, report),
      });
    } catch (error) {
      throwIfCancelled(signal);
      throw error;
    } finally {
      signal?.removeEventListener('abort', cancel);
      await endAll();
    }
  }
}

async function mapOver<Result>(
  threads: readonly WorkerThread[],
  name: string,
  units: readonly unknown[],
  report?: UnitProgress<Result>,
): Promise<Result[]> {
  const results: Result[] = [];
  let [begun, done] = [0, 0];
  const failures: { readonly index: number; readonly error: unknown }[] = [];

  async function workThrough(thread: WorkerThread): Promise<void> {
    for (;;) {
      await restWhilePaused();
      if (failures.length > 0 || begun === units.length) return;
      const index = begun++;
      try {
        const result = (await thread.call({ function: name, unit: units[index] })) as Result;
        results[index] = result;
        report?.(++done, units.length, { index, result });
      } catch (error) {
        failures.push({ index, error });
      }
    }
  }

  await Promise.all(threads.map(workThrough));
  // Units are begun in order, so that the first of those that failed does not depend on which thread is faster.
  const [first] = failures.toSorted((a, b) => a.index - b.index);
  if (first !== undefined) throw first.error;
  return results;
}
