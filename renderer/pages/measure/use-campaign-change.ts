import { useMutation, useQueryClient, type UseMutationResult } from '@tanstack/react-query';
import type { Campaign } from '../../../preload/contract/campaign.ts';
import { useLab } from '../../state/lab-context.ts';

export type CampaignChange = 'pause' | 'resume' | 'cancel';

/** Pauses, resumes or stops a campaign; `onSettled`: it may have changed. */
export function useCampaignChange(campaignId: string, onSettled: () => void): UseMutationResult<Campaign, Error, CampaignChange> {
  const lab = useLab();
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (what: CampaignChange) => lab.campaigns[what]({ campaignId }),
    onSettled: () => {
      onSettled();
      void queryClient.invalidateQueries({ queryKey: ['campaigns'] });
    },
  });
}
