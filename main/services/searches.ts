import type { FleetResult, SearchResult, SearchSummary, Verification } from '../../preload/contract/search.ts';
import { brand, type SearchId } from '../core/brand.ts';
import { LabError } from '../core/lab-error.ts';
import { findSpace } from '../core/spaces/spaces.ts';
import type { JobRegistry } from '../jobs/job-registry.ts';
import type { Store } from '../store/open-store.ts';
import type { StoredSearch } from '../store/search-repository.ts';
import { type FleetContext, searchForFleet } from './fleet/search-for-fleet.ts';
import { jobToContract } from './jobs.ts';
import { performSearch } from './perform-search.ts';
import { os } from './procedures.ts';
import { searchStageTimes } from './search-stage-times.ts';
import { type VerifyContext, verifySearch } from './verify-search.ts';

interface SearchesContext extends VerifyContext, FleetContext {
  readonly store: VerifyContext['store'] & FleetContext['store'] & Pick<Store, 'searchReports'>;
  readonly jobs: JobRegistry;
}

type ReportKind = NonNullable<SearchSummary['report']>;
type JobOrSearch = { readonly jobId: string } | { readonly searchId: string };

/** Searches: run one and keep it, verify it on the device, search for a fleet, list, look again. */
export function searchProcedures({ jobs, ...context }: SearchesContext) {
  const { store, clock } = context;
  const titleOf = ({ spaceId }: { readonly spaceId: string }) => `Searching ${spaceId}`;

  return os.searches.router({
    run: os.searches.run.handler(({ input, signal }) => performSearch(context, input, { signal })),
    start: os.searches.start.handler(({ input }) => {
      const job = jobs.start({
        kind: 'search',
        title: titleOf(input),
        subject: input.spaceId,
        isStepwise: true,
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
          keep('verification', verified.after.id, verified);
          return verified.after.id;
        },
      });
      return jobToContract(job);
    }),
    verified: os.searches.verified.handler(({ input }) => find<Verification>('verification', input)),
    fleet: os.searches.fleet.handler(({ input }) => {
      const job = jobs.start({
        kind: 'search',
        title: `${titleOf(input)} for a fleet`,
        subject: input.spaceId,
        isStepwise: true,
        work: async (control) => {
          const result = await searchForFleet(context, input, control);
          keep('fleet', result.search.id, result);
          return result.search.id;
        },
      });
      return jobToContract(job);
    }),
    fleetResult: os.searches.fleetResult.handler(({ input }) => find<FleetResult>('fleet', input)),
    list: os.searches.list.handler(() => {
      const reports = new Map(store.searchReports.list().map(({ id, kind }) => [id, kind]));
      return store.searches.list().map((search) => withReport(search, reports.get(search.id)));
    }),
    get: os.searches.get.handler(({ input }) => {
      const { summary, found } = kept(input.searchId);
      const report = store.searchReports.list().find(({ id }) => id === summary.id)?.kind;
      return { ...withReport(summary, report), ...found };
    }),
    stageTimes: os.searches.stageTimes.handler(({ input }) => {
      const { summary, found } = kept(input.searchId);
      return searchStageTimes(findSpace(summary.spaceId), found, input.name);
    }),
  });

  function kept(searchId: string) {
    const { summary, document } = store.searches.get(brand<SearchId>(searchId));
    return { summary, found: document as Pick<SearchResult, 'cloud' | 'front' | 'history' | 'request' | 'comparison'> };
  }

  function keep(kind: ReportKind, id: string, report: Verification | FleetResult): void {
    store.searchReports.add({ id: brand<SearchId>(id), kind, createdAtMs: clock() }, report);
  }

  function find<Report>(kind: ReportKind, asked: JobOrSearch): Report {
    const id = 'searchId' in asked ? asked.searchId : jobs.list().find((job) => job.id === asked.jobId)?.result;
    const found = store.searchReports.list().find((report) => report.id === id && report.kind === kind);
    if (found) return store.searchReports.get(found.id).document as Report;
    const message = 'searchId' in asked ? `No ${kind} is kept with ${asked.searchId}.` : `There is no result of ${asked.jobId}.`;
    throw new LabError({ code: 'not-found', message, remedy: 'Wait until the job has ended.' });
  }
}

function withReport(search: StoredSearch, report: ReportKind | undefined): SearchSummary {
  return report === undefined ? search : { ...search, report };
}
