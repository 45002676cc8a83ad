import { useMutation, useQuery, useQueryClient, type UseMutationResult, type UseQueryResult } from '@tanstack/react-query';
import type { Job } from '../../../preload/contract/job.ts';
import type { SearchRequest, SearchResult } from '../../../preload/contract/search.ts';
import { useLab } from '../../state/lab-context.ts';

/** A kept search with its cloud and front; asks nothing while none is shown. */
export function useSearch(searchId: string | null): UseQueryResult<SearchResult> {
  const lab = useLab();
  return useQuery({
    queryKey: ['search', searchId],
    queryFn: ({ signal }) => lab.searches.get({ searchId: searchId ?? '' }, { signal }),
    enabled: searchId !== null,
    staleTime: Infinity,
  });
}

/** Runs a search; the lab keeps it. */
export function useRunSearch(onFound: (result: SearchResult) => void): UseMutationResult<SearchResult, unknown, SearchRequest> {
  const lab = useLab();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (request: SearchRequest) => lab.searches.run(request),
    onSuccess: async (result) => {
      queries.setQueryData(['search', result.id], result);
      await queries.invalidateQueries({ queryKey: ['searches'] });
      onFound(result);
    },
  });
}

/** The same as a job, for searches that take minutes. */
export function useStartSearch(onStarted: (job: Job) => void): UseMutationResult<Job, unknown, SearchRequest> {
  const lab = useLab();
  return useMutation({ mutationFn: (request: SearchRequest) => lab.searches.start(request), onSuccess: onStarted });
}
