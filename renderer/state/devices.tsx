import { useQueryClient } from '@tanstack/react-query';
import { createContext, useContext, useEffect, useRef, useState, type ReactNode } from 'react';
import type { DeviceFleet, DeviceSummary } from '../../preload/contract/device.ts';
import { answers } from './device-use.ts';
import { useLab } from './lab-context.ts';
import { useStream } from './use-stream.ts';

export type Devices = {
  /** undefined until the lab has told. */
  data: readonly DeviceSummary[] | undefined;
  /** Why devices of a kind can't be found at present. */
  obstacles: DeviceFleet['obstacles'];
  isPending: boolean;
  /** undefined: none. */
  error: unknown;
  refetch: () => void;
};

const DevicesContext = createContext<Devices | null>(null);

/** Follows the lab's devices for the whole window: they come and go by themselves. */
export function DevicesProvider({ children }: { children: ReactNode }) {
  const lab = useLab();
  const { state, error, restart } = useStream<DeviceFleet, DeviceFleet | null>({
    key: 'devices',
    open: (signal) => lab.devices.watch(undefined, { signal }),
    initial: null,
    reduce: (fleet, fleets) => fleets.at(-1) ?? fleet,
  });
  // What is known stays in view while the stream begins again.
  const [known, setKnown] = useState<DeviceFleet | null>(null);
  if (state !== null && state !== known) setKnown(state);
  const fleet = state ?? known;
  useAskAgain(fleet?.devices);
  return (
    <DevicesContext
      value={{
        data: fleet?.devices,
        obstacles: fleet?.obstacles ?? [],
        isPending: fleet === null && error === undefined,
        error,
        refetch: restart,
      }}
    >
      {children}
    </DevicesContext>
  );
}

/** The lab's devices as they are now. */
export function useDevices(): Devices {
  const devices = useContext(DevicesContext);
  if (devices === null) throw new Error('useDevices outside DevicesProvider');
  return devices;
}

/** A device that has come back may have changed: its description is asked for again. */
function useAskAgain(devices: readonly DeviceSummary[] | undefined): void {
  const queryClient = useQueryClient();
  const before = useRef<ReadonlySet<string>>(new Set());
  useEffect(() => {
    if (devices === undefined) return;
    const present = new Set(devices.filter(answers).map(({ id }) => id));
    for (const id of present) if (!before.current.has(id)) void queryClient.invalidateQueries({ queryKey: ['device', id] });
    before.current = present;
  }, [devices, queryClient]);
}
