import { useQueryClient } from '@tanstack/react-query';
import { createContext, useContext, useEffect, useMemo, useRef, type ReactNode } from 'react';
import type { Job } from '../../preload/contract/job.ts';
import { useLab } from './lab-context.ts';
import { useStream, type Stream } from './use-stream.ts';
import { assertNever } from './assert-never.ts';

export type Jobs = {
  /** Running and paused ones, the newest first, then those that wait for their turn. */
  active: readonly Job[];
  /** Finished, cancelled and failed ones, the newest first. */
  ended: readonly Job[];
  stream: Stream<ReadonlyMap<string, Job>>;
};

const JobsContext = createContext<Jobs | null>(null);

const none: ReadonlyMap<string, Job> = new Map();

/** Follows the lab's jobs for the whole window; what a job changed is asked again when it ends. */
export function JobsProvider({ children }: { children: ReactNode }) {
  const lab = useLab();
  const stream = useStream<Job, ReadonlyMap<string, Job>>({
    key: 'jobs',
    open: (signal) => lab.jobs.watch(undefined, { signal }),
    initial: none,
    reduce: (jobs, changed) => new Map([...jobs, ...changed.map((job) => [job.id, job] as const)]),
  });
  useRefreshAfterJobs(stream.state);
  const jobs = useMemo<Jobs>(() => {
    const all = newestOfEach([...stream.state.values()].sort((a, b) => b.startedAtMs - a.startedAtMs));
    return {
      active: all.filter(isActive).sort((a, b) => placeInLine(a) - placeInLine(b)),
      ended: all.filter((job) => !isActive(job)),
      stream,
    };
  }, [stream]);
  return <JobsContext value={jobs}>{children}</JobsContext>;
}

/** The lab's jobs as they are now. */
export function useJobs(): Jobs {
  const jobs = useContext(JobsContext);
  if (jobs === null) throw new Error('useJobs outside JobsProvider');
  return jobs;
}

/** A campaign that was resumed goes on as a new job: the paused one before it is history. */
function newestOfEach(newestFirst: readonly Job[]): readonly Job[] {
  const seen = new Set<string>();
  return newestFirst.filter((job) => {
    const work = `${job.kind}:${job.subject}`;
    const superseded = job.kind === 'campaign' && job.state === 'paused' && seen.has(work);
    seen.add(work);
    return !superseded;
  });
}

/** 0: it has begun. */
function placeInLine({ waiting }: Job): number {
  return waiting?.place ?? 0;
}

export function isActive(job: Job): boolean {
  return job.state === 'running' || job.state === 'paused';
}

/** The page that shows what a job works on; null where there is none. */
export function jobPage(job: Job): string | null {
  switch (job.kind) {
    case 'campaign':
      return `/measure?campaign=${encodeURIComponent(job.subject)}`;
    case 'search':
      return job.result === null ? `/search?job=${encodeURIComponent(job.id)}` : `/search?search=${encodeURIComponent(job.result)}`;
    case 'demo':
      return job.state === 'finished' ? '/monotonicity' : null;
    case 'training':
      return job.state === 'finished' ? '/search' : null; // models are chosen there
    case 'adaptation':
      return `/adapt?table=${encodeURIComponent(job.subject)}`;
    case 'cost-model':
      return `/cost-model?table=${encodeURIComponent(job.subject)}`;
    case 'evaluation':
      return null; // read in the terminal
    default:
      return assertNever(job.kind);
  }
}

/** Queries that the outcome of a job may have changed; a search that is kept on the way gets its report at the end. */
const changedByJobs = [
  'campaigns',
  'measurements',
  'tables',
  'table',
  'monotonicity',
  'models',
  'cost models',
  'searches',
  'search',
  'profiles',
];

function useRefreshAfterJobs(jobs: ReadonlyMap<string, Job>): void {
  const queryClient = useQueryClient();
  const before = useRef<ReadonlyMap<string, string>>(new Map());
  useEffect(() => {
    const states = new Map([...jobs.values()].map((job) => [job.id, job.waiting === null ? job.state : 'waiting']));
    const changed = [...states].some(([id, state]) => before.current.get(id) !== state);
    before.current = states;
    if (!changed) return;
    void queryClient.invalidateQueries({ predicate: (query) => changedByJobs.includes(String(query.queryKey[0])) });
  }, [jobs, queryClient]);
}
