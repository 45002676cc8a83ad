import { eventIterator } from '@orpc/contract';
import { z } from 'zod';
import { procedure } from './base.ts';
import { labErrorData } from './error.ts';

export const jobKind = z.enum(['campaign', 'search', 'demo', 'training', 'adaptation', 'cost-model', 'evaluation']);
export const jobState = z.enum(['running', 'paused', 'finished', 'cancelled', 'failed']);

/** Any long work: shown in every front, cancellable from every front. */
export const job = z.object({
  id: z.string(),
  kind: jobKind,
  title: z.string(),
  /** Id of what it works on: a campaign, a search. */
  subject: z.string(),
  state: jobState,
  /** Some work can only be stopped. */
  canPause: z.boolean(),
  /** What it does or waits for just now. */
  message: z.string(),
  /** What it waits for before it begins, and its place in line (1: the next); null: it has begun. */
  waiting: z.object({ for: z.string(), place: z.int() }).nullable(),
  done: z.number(),
  total: z.number(),
  /** null: not known yet. */
  etaSeconds: z.number().nullable(),
  startedAtMs: z.number(),
  endedAtMs: z.number().nullable(),
  error: labErrorData.extend({ message: z.string() }).nullable(),
  /** File or page that shows the outcome. */
  result: z.string().nullable(),
});
export type Job = z.infer<typeof job>;

const jobInput = z.object({ jobId: z.string() });

export const jobs = {
  list: procedure.output(z.array(job)),
  /** The whole list at once, then every job that changes. */
  watch: procedure.output(eventIterator(job)),
  pause: procedure.input(jobInput).output(job),
  resume: procedure.input(jobInput).output(job),
  /** Makes a job that waits for its turn the next. */
  hurry: procedure.input(jobInput).output(job),
  /** What was committed stays. */
  cancel: procedure.input(jobInput).output(job),
};
