import { useQuery, type UseQueryResult } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { ColumnOrigin, LibraryLabel, PointOrigin } from '../../../preload/contract/library.ts';
import { useLab } from '../../state/lab-context.ts';
import { useCampaigns, useModels, useProfiles, useSearches, useTables } from '../../state/queries.ts';
import { useRemovedKeys } from '../../state/removals.tsx';
import { useCostModels } from '../cost-model/queries.ts';
import { libraryEntries, type LibraryEntry } from './entries.ts';

const none: readonly never[] = [];

export type Library = {
  /** undefined until every list has come; without what is being removed. */
  entries: readonly LibraryEntry[] | undefined;
  error: unknown;
  refetch: () => void;
};

/** Everything that the lab keeps. */
export function useLibrary(): Library {
  const lab = useLab();
  const labels = useQuery<LibraryLabel[]>({ queryKey: ['labels'], queryFn: ({ signal }) => lab.library.labels(undefined, { signal }) });
  const [tables, profiles, models] = [useTables(), useProfiles(), useModels()];
  const [costModels, searches, campaigns] = [useCostModels(), useSearches(), useCampaigns()];
  const removed = useRemovedKeys();
  const all = [labels, tables, profiles, models, costModels, searches, campaigns];
  const ready = all.every(({ data }) => data !== undefined);
  const entries = useMemo(
    () =>
      ready
        ? libraryEntries(
            {
              tables: tables.data ?? none,
              profiles: profiles.data ?? none,
              models: models.data ?? none,
              costModels: costModels.data ?? none,
              searches: searches.data ?? none,
              campaigns: campaigns.data ?? none,
            },
            labels.data ?? none,
          ).filter(({ key }) => !removed.has(key))
        : undefined,
    [ready, labels.data, tables.data, profiles.data, models.data, costModels.data, searches.data, campaigns.data, removed],
  );
  return {
    entries,
    error: all.find(({ error }) => error !== null)?.error ?? null,
    refetch: () => void Promise.all(all.map((query) => query.refetch())),
  };
}

/** Where a column's numbers come from; asks nothing while none is shown. */
export function useColumnOrigin(table: string, column: string | null): UseQueryResult<ColumnOrigin> {
  const lab = useLab();
  return useQuery({
    queryKey: ['table', table, 'origin', column],
    queryFn: ({ signal }) => lab.library.column({ table, column: column ?? '' }, { signal }),
    enabled: column !== null,
  });
}

/** Where one number comes from. */
export function usePointOrigin(table: string, column: string, architecture: string): UseQueryResult<PointOrigin> {
  const lab = useLab();
  return useQuery({
    queryKey: ['table', table, 'point', column, architecture],
    queryFn: ({ signal }) => lab.library.point({ table, column, architecture }, { signal }),
  });
}
