import type { UseQueryResult } from '@tanstack/react-query';
import type { DeviceDescription, DeviceReadings } from '../../../preload/contract/device.ts';
import { KeyValues } from '../../components/key-values.tsx';
import { Panel } from '../../components/panel.tsx';
import { formatBytes, plural } from '../../state/format.ts';

const notTold = 'the system does not tell';

/** What the device is: processor, memory, system, runtime. */
export function DeviceFacts({ device, reading }: { device: UseQueryResult<DeviceDescription>; reading: DeviceReadings | undefined }) {
  const { data } = device;
  return (
    <Panel title="What it is" loading={device.isPending} error={device.error} onRetry={() => void device.refetch()}>
      {data !== undefined && (
        <KeyValues
          items={[
            { label: 'Processor', value: data.processorModel, why: notTold },
            { label: 'Cores', value: cores(data) },
            { label: 'Memory', value: memory(data, reading), why: notTold },
            { label: 'System', value: data.operatingSystem, why: notTold },
            { label: 'ABI', value: data.abi, why: notTold },
            { label: 'Runtime', value: data.runtime },
            { label: 'Precisions', value: data.precisions.join(', ') },
            { label: 'Threads', value: `up to ${data.maximumThreads}` },
            { label: 'Cores pinned', value: data.affinity ? 'can be chosen' : 'no, the system chooses' },
          ]}
        />
      )}
    </Panel>
  );
}

function cores(device: DeviceDescription): string {
  const amount = device.clusters.reduce((sum, cluster) => sum + cluster.processors.length, 0);
  return `${plural(amount, 'core')} in ${plural(device.clusters.length, 'cluster')}`;
}

function memory(device: DeviceDescription, reading: DeviceReadings | undefined): string | null {
  if (device.memoryBytes === null) return null;
  const free = reading?.freeMemoryBytes ?? null;
  return free === null ? formatBytes(device.memoryBytes) : `${formatBytes(device.memoryBytes)}, ${formatBytes(free)} free`;
}
