import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useEffect, useEffectEvent } from 'react';
import type { Campaign } from '../../../preload/contract/campaign.ts';
import type { DeviceSummary } from '../../../preload/contract/device.ts';
import type { ProfileSummary } from '../../../preload/contract/profile.ts';
import { answers } from '../../state/device-use.ts';
import { useLab } from '../../state/lab-context.ts';
import { hasSignature } from './setup-steps.ts';

export type Setup = {
  /** Measures the signature of a space, or goes on with it. */
  measure: (spaceId: string) => void;
  isStarting: boolean;
  save: () => void;
  error: unknown;
};

/** What the set-up of a device can do; as soon as its signature is measured the profile is saved by itself. */
export function useSetup(device: DeviceSummary, campaign: Campaign | undefined, profile: ProfileSummary | undefined): Setup {
  const lab = useLab();
  const queries = useQueryClient();
  const saving = useMutation({
    mutationFn: () => lab.profiles.save({ deviceId: device.id }),
    onSuccess: () => queries.invalidateQueries({ predicate: ({ queryKey }) => ['profiles', 'tables'].includes(String(queryKey[0])) }),
  });
  const measuring = useMutation({
    mutationFn: (spaceId: string) => lab.profiles.measure({ deviceId: device.id, spaceId }),
    onSuccess: (answer) => {
      saving.reset();
      if (answer.campaign === null) saving.mutate(); // it has all of it
      return queries.invalidateQueries({ queryKey: ['campaigns'] });
    },
  });
  const isDue =
    campaign?.state === 'finished' &&
    answers(device) &&
    saving.isIdle &&
    (!hasSignature(profile) || (campaign.endedAtMs ?? 0) > (profile?.changedAtMs ?? 0));
  const save = useEffectEvent(() => saving.mutate());
  useEffect(() => {
    if (isDue) save();
  }, [isDue]);
  return {
    measure: measuring.mutate,
    isStarting: measuring.isPending,
    save: () => saving.mutate(),
    error: measuring.error ?? saving.error,
  };
}
