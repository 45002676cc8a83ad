import type { FleetResult, SearchResult, Verification } from '../../preload/contract/search.ts';
import { brand, type SearchId } from '../core/brand.ts';
import { LabError } from '../core/lab-error.ts';
import type { JobRegistry } from '../jobs/job-registry.ts';
import { type FleetContext, searchForFleet } from './fleet/search-for-fleet.ts';
import { jobToContract } from './jobs.ts';
import { performSearch } from './perform-search.ts';
import { os } from './procedures.ts';
import { RecentResults } from './recent-results.ts';
import { type VerifyContext, verifySearch } from './verify-search.ts';

interface SearchesContext extends VerifyContext, FleetContext {
  readonly store: VerifyContext['store'] & FleetContext['store'];
  readonly jobs: JobRegistry;
}

const keptResults = 10;

/** Searches: run one and keep it, verify it on the device, search for a fleet, list, look again. */
export function searchProcedures({ jobs, ...context }: SearchesContext) {
  const { store } = context;
  const verifications = new RecentResults<Verification>(keptResults);
  const fleets = new RecentResults<FleetResult>(keptResults);
  const titleOf = ({ spaceId }: { readonly spaceId: string }) => `Searching ${spaceId}`;

  return os.searches.router({
    run: os.searches.run.handler(({ input, signal }) => performSearch(context, input, { signal })),
    start: os.searches.start.handler(({ input }) => {
      const job = jobs.start({
        kind: 'search',
        title: titleOf(input),
        subject: input.spaceId,
        work: async ({ signal, report }) => {
          const onStep = (done: number, total: number) => report({ message: 'Searching', done, total });
          return (await performSearch(context, input, { signal, report: onStep })).id;
        },
      });
      return jobToContract(job);
    }),
    verify: os.searches.verify.handler(({ input }) => {
      const job = jobs.start({
        kind: 'search',
        title: `${titleOf(input.search)}, verified`,
        subject: input.search.spaceId,
        work: async (control) => {
          const verified = await verifySearch(context, input, control);
          verifications.keep(job.id, verified);
          return verified.after.id;
        },
      });
      return jobToContract(job);
    }),
    verified: os.searches.verified.handler(({ input }) => found(verifications, input.jobId)),
    fleet: os.searches.fleet.handler(({ input }) => {
      const job = jobs.start({
        kind: 'search',
        title: `${titleOf(input)} for a fleet`,
        subject: input.spaceId,
        work: async (control) => {
          const result = await searchForFleet(context, input, control);
          fleets.keep(job.id, result);
          return result.search.id;
        },
      });
      return jobToContract(job);
    }),
    fleetResult: os.searches.fleetResult.handler(({ input }) => found(fleets, input.jobId)),
    list: os.searches.list.handler(() => [...store.searches.list()]),
    get: os.searches.get.handler(({ input }) => {
      const { summary, document } = store.searches.get(brand<SearchId>(input.searchId));
      return { ...summary, ...(document as Pick<SearchResult, 'cloud' | 'front' | 'history'>) };
    }),
  });
}

function found<Result>(results: RecentResults<Result>, jobId: string): Result {
  const result = results.find(jobId);
  if (result !== undefined) return result;
  throw new LabError({ code: 'not-found', message: `There is no result of ${jobId}.`, remedy: 'Wait until the job has ended.' });
}
