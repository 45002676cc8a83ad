import {
  useMutation,
  useQuery,
  useQueryClient,
  type QueryClient,
  type UseMutationResult,
  type UseQueryResult,
} from '@tanstack/react-query';
import type { Adaptation, MeasuringRequest } from '../../../preload/contract/adaptation.ts';
import type { LabClient } from '../../../preload/contract/index.ts';
import type { Job } from '../../../preload/contract/job.ts';
import type { PairAdvice } from '../../../preload/contract/monotonicity.ts';
import { useLab } from '../../state/lab-context.ts';
import { fewestSamples, judgedSizes, type AdaptSubject } from './adapt-subject.ts';
import { repeatsOf, type Repeats } from './repeats.ts';
import { runTransfer } from './run-transfer.ts';

export const proposals = 20;
const seeds = 5;

/** The adaptation with predictions for its own samples. */
export type ShownAdaptation = Adaptation & { readonly samplesPredictedMs: readonly number[] };

/** Adapts with what is measured; a model for Search is kept. Asks nothing while there is too little, or it is being measured. */
export function useAdaptation(subject: AdaptSubject | null, waits: boolean): UseQueryResult<ShownAdaptation> {
  const lab = useLab();
  const queries = useQueryClient();
  return useQuery({
    queryKey: ['adaptation', ...keyOf(subject), subject?.proxy, subject?.samples],
    queryFn: ({ signal }) => adapt(lab, queries, subject!, signal),
    enabled: subject !== null && !waits && subject.samples >= fewestSamples,
    staleTime: Infinity,
  });
}

async function adapt(lab: LabClient, queries: QueryClient, subject: AdaptSubject, signal: AbortSignal): Promise<ShownAdaptation> {
  const { table, proxy, target, samples, method } = subject;
  const name = `${proxy} → ${target}, ${samples}${method === 'auto' ? '' : `, ${method}`}`.slice(0, 100);
  const request = { table: table.name, proxy, target, sources: sourcesOf(subject), method, samples, proposals, name };
  const adaptation = await lab.adaptations.run(request, { signal });
  const architectures = adaptation.samples.map((sample) => sample.name);
  const predicted = await lab.models.predict({ modelId: adaptation.model.id, architectures }, { signal });
  void queries.invalidateQueries({ queryKey: ['models'] });
  return { ...adaptation, samplesPredictedMs: predicted.values };
}

/** How well the method and its rivals do on architectures that they have not seen, by repeats; asks nothing where too few would be left. */
export function useRepeats(subject: AdaptSubject | null, waits: boolean): UseQueryResult<Repeats> {
  const lab = useLab();
  const samples = subject === null ? [] : judgedSizes(subject);
  return useQuery({
    queryKey: ['transfer repeats', ...keyOf(subject), samples],
    queryFn: async ({ signal }) => {
      const { table, target, method } = subject!;
      const sources = sourcesOf(subject!);
      const baselines = ['gp-no-source', 'adaproxy', 'none'] as const;
      const request = { table: { table: table.name }, targets: [target], sources, samples, seeds, method, baselines: [...baselines] };
      return repeatsOf(await runTransfer(lab, request, signal));
    },
    enabled: subject !== null && !waits && samples.length > 0,
    staleTime: Infinity,
  });
}

/** The proxy as it is. */
export function useBefore(subject: AdaptSubject | null, waits: boolean): UseQueryResult<PairAdvice | null> {
  const lab = useLab();
  return useQuery({
    queryKey: ['proxy as it is', ...keyOf(subject), subject?.proxy],
    queryFn: async ({ signal }) => {
      const { table, proxy, target } = subject!;
      const { pairs } = await lab.monotonicity.matrix({ table: table.name, devices: [proxy, target] }, { signal });
      return pairs[0] ?? null;
    },
    enabled: subject !== null && !waits && subject.measured >= fewestSamples,
    staleTime: Infinity,
  });
}

/** Starts to measure on a device. */
export function useMeasure(onStarted: (job: Job) => void): UseMutationResult<Job, unknown, MeasuringRequest> {
  const lab = useLab();
  return useMutation({ mutationFn: (request: MeasuringRequest) => lab.adaptations.measure(request), onSuccess: onStarted });
}

/** Columns to learn from; all, unless some are left out. */
export function sourcesOf({ table, target, without }: AdaptSubject): 'all' | string[] {
  if (without.length === 0) return 'all';
  return table.columns.map(({ name }) => name).filter((name) => name !== target && !without.includes(name));
}

/** What everything on the page depends on: with every measurement that is added it is asked anew. */
function keyOf(subject: AdaptSubject | null): unknown[] {
  if (subject === null) return [];
  const { table, target, method, without } = subject;
  return [table.name, table.createdAtMs, table.columns.map(({ measured }) => measured), target, method, without];
}
