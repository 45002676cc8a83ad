import type { JobControl } from '../../jobs/job-registry.ts';
import type { UnitProgress } from '../../jobs/worker-pool.ts';

/** Reports units as a job's progress, with the time that is left at the pace so far. */
export function reportUnits(control: JobControl, message: string, clock: () => number): UnitProgress {
  const startMs = clock();
  return (done, total) => {
    const etaSeconds = ((clock() - startMs) / done / 1000) * (total - done);
    control.report({ message, done, total, etaSeconds });
  };
}
