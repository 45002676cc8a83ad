import { keepPreviousData, useQuery, type UseQueryResult } from '@tanstack/react-query';
import type { MonotonicityMatrix, MonotonicityPair } from '../../../preload/contract/monotonicity.ts';
import { useLab } from '../../state/lab-context.ts';

/** Rank correlations of every two devices of a table; asks nothing while none is picked. */
export function useMatrix(table: string | null): UseQueryResult<MonotonicityMatrix> {
  const lab = useLab();
  return useQuery({
    queryKey: ['monotonicity', table],
    queryFn: ({ signal }) => lab.monotonicity.matrix({ table: table ?? '' }, { signal }),
    enabled: table !== null,
    staleTime: 60_000,
  });
}

/** Latencies and ranks of the architectures that two devices have in common; the pair before stays until they are there. */
export function usePair(table: string, a: string, b: string): UseQueryResult<MonotonicityPair> {
  const lab = useLab();
  return useQuery({
    queryKey: ['monotonicity', table, a, b],
    queryFn: ({ signal }) => lab.monotonicity.pair({ table, a, b }, { signal }),
    placeholderData: keepPreviousData,
    staleTime: 60_000,
  });
}
