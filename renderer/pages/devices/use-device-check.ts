import { useQuery, useQueryClient } from '@tanstack/react-query';
import type { CheckStep } from '../../../preload/contract/device.ts';
import { useLab } from '../../state/lab-context.ts';

export type DeviceCheck = {
  state: 'never' | 'running' | 'passed' | 'failed' | 'broken';
  steps: readonly CheckStep[];
  /** Why it could not be carried out (`broken`). */
  error: unknown;
};

const never: DeviceCheck = { state: 'never', steps: [], error: undefined };

const nobody: ReadonlySet<string> = new Set();

/** The smoke test of a device and how to run it; its outcome is kept while the window is open. */
export function useDeviceCheck(deviceId: string | null): { check: DeviceCheck; run: () => void } {
  const lab = useLab();
  const queryClient = useQueryClient();
  const kept = useQuery({ queryKey: ['check', deviceId], queryFn: () => never, initialData: never, staleTime: Infinity, enabled: false });

  const run = (): void => {
    if (deviceId === null) return;
    const put = (check: DeviceCheck): void => {
      queryClient.setQueryData(['check', deviceId], check);
      queryClient.setQueryData<ReadonlySet<string>>(['failed checks'], (failed = nobody) => {
        const others = [...failed].filter((id) => id !== deviceId);
        return new Set(check.state === 'failed' ? [...others, deviceId] : others);
      });
    };
    let steps: readonly CheckStep[] = [];
    const follow = async (): Promise<void> => {
      put({ state: 'running', steps, error: undefined });
      for await (const step of await lab.devices.check({ deviceId })) {
        steps = withStep(steps, step);
        put({ state: 'running', steps, error: undefined });
      }
      put({ state: steps.some((step) => step.status === 'failed') ? 'failed' : 'passed', steps, error: undefined });
    };
    follow().catch((error: unknown) => put({ state: 'broken', steps, error }));
  };

  return { check: kept.data, run };
}

/** Ids of the devices whose last check in this window failed. */
export function useFailedChecks(): ReadonlySet<string> {
  return useQuery({ queryKey: ['failed checks'], queryFn: () => nobody, initialData: nobody, staleTime: Infinity, enabled: false }).data;
}

/** A step comes first as running, then with its outcome: that takes the place of the first. */
function withStep(steps: readonly CheckStep[], step: CheckStep): readonly CheckStep[] {
  const last = steps.at(-1);
  return last?.status === 'running' && last.title === step.title ? [...steps.slice(0, -1), step] : [...steps, step];
}
