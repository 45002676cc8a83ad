import { QueryClient, queryOptions, useQuery, type UseQueryResult } from '@tanstack/react-query';
import type { Campaign, Measurement } from '../../preload/contract/campaign.ts';
import type { DeviceDescription } from '../../preload/contract/device.ts';
import type { LabClient } from '../../preload/contract/index.ts';
import type { LabInfo, RecentLab } from '../../preload/contract/lab.ts';
import type { ModelSummary } from '../../preload/contract/model.ts';
import type { ProfileSummary } from '../../preload/contract/profile.ts';
import type { SearchSummary } from '../../preload/contract/search.ts';
import type { SpaceSummary } from '../../preload/contract/space.ts';
import type { TableData, TableSummary } from '../../preload/contract/table.ts';
import { useLab } from './lab-context.ts';

/** Answers are kept until something says that they changed: a job that ended, a connection that came back. */
export function createQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: { retry: false, staleTime: 10_000, refetchOnWindowFocus: false, networkMode: 'always' },
      mutations: { networkMode: 'always' },
    },
  });
}

/** The lab's queries, by key. */
export const labQueries = {
  info: (lab: LabClient) => queryOptions({ queryKey: ['lab'], queryFn: ({ signal }) => lab.lab.info(undefined, { signal }) }),
  device: (lab: LabClient, deviceId: string) =>
    queryOptions({
      queryKey: ['device', deviceId],
      queryFn: ({ signal }) => lab.devices.describe({ deviceId }, { signal }),
      staleTime: Infinity,
    }),
  spaces: (lab: LabClient) =>
    queryOptions({ queryKey: ['spaces'], queryFn: ({ signal }) => lab.spaces.list(undefined, { signal }), staleTime: Infinity }),
  campaigns: (lab: LabClient) =>
    queryOptions({ queryKey: ['campaigns'], queryFn: ({ signal }) => lab.campaigns.list(undefined, { signal }) }),
  measurements: (lab: LabClient, campaignId: string) =>
    queryOptions({
      queryKey: ['measurements', campaignId],
      queryFn: ({ signal }) => lab.campaigns.measurements({ campaignId }, { signal }),
    }),
  tables: (lab: LabClient) => queryOptions({ queryKey: ['tables'], queryFn: ({ signal }) => lab.tables.list(undefined, { signal }) }),
  table: (lab: LabClient, table: string) =>
    queryOptions({ queryKey: ['table', table], queryFn: ({ signal }) => lab.tables.get({ table }, { signal }) }),
  models: (lab: LabClient) => queryOptions({ queryKey: ['models'], queryFn: ({ signal }) => lab.models.list(undefined, { signal }) }),
  profiles: (lab: LabClient) => queryOptions({ queryKey: ['profiles'], queryFn: ({ signal }) => lab.profiles.list(undefined, { signal }) }),
  searches: (lab: LabClient) => queryOptions({ queryKey: ['searches'], queryFn: ({ signal }) => lab.searches.list(undefined, { signal }) }),
};

/** Name, folder and version of the lab. */
export const useLabInfo = (): UseQueryResult<LabInfo> => useQuery(labQueries.info(useLab()));

/** Labs that were open before, the latest first. */
export const useRecentLabs = (): UseQueryResult<RecentLab[]> => {
  const lab = useLab();
  return useQuery({ queryKey: ['recent labs'], queryFn: ({ signal }) => lab.lab.recent(undefined, { signal }) });
};

/** What a device is; asks nothing while no device is picked. */
export function useDevice(deviceId: string | null): UseQueryResult<DeviceDescription> {
  return useQuery({ ...labQueries.device(useLab(), deviceId ?? ''), enabled: deviceId !== null });
}

export const useSpaces = (): UseQueryResult<SpaceSummary[]> => useQuery(labQueries.spaces(useLab()));

export const useCampaigns = (): UseQueryResult<Campaign[]> => useQuery(labQueries.campaigns(useLab()));

/** Every measurement of a campaign with its raw samples. */
export function useMeasurements(campaignId: string | null): UseQueryResult<Measurement[]> {
  return useQuery({ ...labQueries.measurements(useLab(), campaignId ?? ''), enabled: campaignId !== null });
}

export const useTables = (): UseQueryResult<TableSummary[]> => useQuery(labQueries.tables(useLab()));

/** A table with its values; asks nothing while none is picked. */
export function useTable(table: string | null): UseQueryResult<TableData> {
  return useQuery({ ...labQueries.table(useLab(), table ?? ''), enabled: table !== null });
}

export const useModels = (): UseQueryResult<ModelSummary[]> => useQuery(labQueries.models(useLab()));

export const useSearches = (): UseQueryResult<SearchSummary[]> => useQuery(labQueries.searches(useLab()));

export const useProfiles = (): UseQueryResult<ProfileSummary[]> => useQuery(labQueries.profiles(useLab()));
