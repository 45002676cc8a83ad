import type { Adaptation } from '../../../preload/contract/adaptation.ts';
import { LabError } from '../../core/lab-error.ts';
import type { JobRegistry } from '../../jobs/job-registry.ts';
import { jobToContract } from '../jobs.ts';
import { os } from '../procedures.ts';
import { RecentResults } from '../recent-results.ts';
import { adaptOnTable, keepAdaptation } from './adapt-on-table.ts';
import { measureUntilSure, type MeasuringContext } from './measure-until-sure.ts';

interface AdaptationsContext extends MeasuringContext {
  readonly jobs: JobRegistry;
}

const keptResults = 10;

/** From a proxy to a target, with what is measured or by measuring. */
export function adaptationProcedures({ jobs, ...context }: AdaptationsContext) {
  const results = new RecentResults<Adaptation>(keptResults);

  return os.adaptations.router({
    run: os.adaptations.run.handler(({ input, signal }) => {
      const job = { kind: 'adaptation', title: `Adapting ${input.proxy} → ${input.target}`, subject: input.table } as const;
      return jobs.run(
        job,
        async (control) => {
          control.report({ message: 'Adapting' });
          return keepAdaptation(context, await adaptOnTable(context, input, control.signal));
        },
        signal,
      );
    }),
    measure: os.adaptations.measure.handler(({ input }) => {
      const job = jobs.start({
        kind: 'adaptation',
        title: `Adapting ${input.proxy} → ${input.target}`,
        subject: input.table,
        work: async (control) => {
          const adapted = await measureUntilSure(context, input, control);
          results.keep(job.id, adapted);
          return adapted.model.id;
        },
      });
      return jobToContract(job);
    }),
    measured: os.adaptations.measured.handler(({ input }) => {
      const found = results.find(input.jobId);
      if (found) return found;
      throw new LabError({ code: 'not-found', message: `There is no result of ${input.jobId}.`, remedy: 'Wait until the job has ended.' });
    }),
  });
}
