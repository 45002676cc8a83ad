import { setImmediate } from 'node:timers/promises';
import { throwIfCancelled } from '../core/lab-error.ts';
import { restWhilePaused } from '../jobs/rest.ts';

/** Other work of the process waits no longer than this for a computation, as long as its steps are short. */
const longestSliceMs = 20;

/**
 * Drives a computation that is written as a generator to its result, letting other work in between and resting while its job is paused; throws `cancelled`. `report` hears what
 * the last step of each slice yielded.
 */
export async function runInSlices<Step, Result>(
  steps: Iterator<Step, Result>,
  signal?: AbortSignal,
  report?: (step: Step) => void,
): Promise<Result> {
  let sliceStart = performance.now();
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
    if (performance.now() - sliceStart < longestSliceMs) continue;
    report?.(step.value);
    await setImmediate();
    await restWhilePaused();
    throwIfCancelled(signal);
    sliceStart = performance.now();
  }
}
