import { useMutation, useQuery, useQueryClient, type UseMutationResult, type UseQueryResult } from '@tanstack/react-query';
import type { CostModelDetail, CostModelFitRequest, CostModelSummary, DevicePredictions } from '../../../preload/contract/cost-model.ts';
import type { Job } from '../../../preload/contract/job.ts';
import { useLab } from '../../state/lab-context.ts';

export function useCostModels(): UseQueryResult<CostModelSummary[]> {
  const lab = useLab();
  return useQuery({ queryKey: ['cost models'], queryFn: ({ signal }) => lab.costModels.list(undefined, { signal }) });
}

/** A model with its check; asks nothing while none is shown. */
export function useCostModel(modelId: string | null): UseQueryResult<CostModelDetail> {
  const lab = useLab();
  return useQuery({
    queryKey: ['cost models', modelId],
    queryFn: ({ signal }) => lab.costModels.get({ modelId: modelId ?? '' }, { signal }),
    enabled: modelId !== null,
  });
}

/** What it says of every network on a device. */
export function useDevicePredictions(modelId: string | null, device: string | null): UseQueryResult<DevicePredictions> {
  const lab = useLab();
  return useQuery({
    queryKey: ['cost models', modelId, device],
    queryFn: ({ signal }) => lab.costModels.device({ modelId: modelId ?? '', device: device ?? '' }, { signal }),
    enabled: modelId !== null && device !== null,
  });
}

/** Starts to fit a model; the lab keeps it when the job ends. */
export function useFit(onStarted: () => void): UseMutationResult<Job, unknown, CostModelFitRequest> {
  const lab = useLab();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (request: CostModelFitRequest) => lab.costModels.fit(request),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ['cost models'] });
      onStarted();
    },
  });
}
