import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import type { DeviceDescription, DeviceReadings } from '../../../preload/contract/device.ts';
import { KeyValues } from '../../components/key-values.tsx';
import { Panel } from '../../components/panel.tsx';
import { formatBytes, formatTemperature, plural } from '../../state/format.ts';

const notTold = 'the system does not tell';

type DeviceFactsProps = {
  device: UseQueryResult<DeviceDescription>;
  reading: DeviceReadings | undefined;
  /** False where the device does not answer and was never described: nothing can be asked. */
  asked: boolean;
  tools: ReactNode;
};

/** What the device is: processor, memory, system, sensors, runtime. */
export function DeviceFacts({ device, reading, asked, tools }: DeviceFactsProps) {
  const { data } = device;
  return (
    <Panel
      title="What it is"
      tools={tools}
      loading={asked && device.isPending}
      error={device.error}
      onRetry={() => void device.refetch()}
      empty={!asked && data === undefined && 'Unknown until the device answers.'}
    >
      {data !== undefined && (
        <KeyValues
          items={[
            { label: 'Processor', value: data.processorModel, why: notTold },
            { label: 'Cores', value: cores(data) },
            { label: 'Memory', value: memory(data, reading), why: notTold },
            { label: 'System', value: data.operatingSystem, why: notTold },
            { label: 'ABI', value: data.abi, why: notTold },
            ...(data.kind === 'ssh' || data.powerMode !== undefined
              ? [{ label: 'Power mode', value: data.powerMode ?? null, why: 'it has none, or does not tell' }]
              : []),
            { label: 'Sensors', value: sensors(reading), why: reading === undefined ? 'not read yet' : 'none can be read' },
            ...battery(reading),
            ...(reading?.throttling === undefined ? [] : [{ label: 'Throttling', value: reading.throttling ?? 'none' }]),
            { label: 'Energy', value: data.powerSensor ?? null, why: 'no sensor of its power' },
            { label: 'Runtime', value: data.runtime },
            { label: 'Precisions', value: data.precisions.join(', ') },
            {
              label: 'Threads',
              value: `up to ${data.maximumThreads}, ${data.affinity ? 'cores can be chosen' : 'the system chooses the cores'}`,
            },
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

const sensorsNamed = 3;

function sensors(reading: DeviceReadings | undefined): string | null {
  const names = (reading?.temperatures ?? []).map(({ name }) => name);
  if (names.length === 0) return null;
  const more = names.length > sensorsNamed ? `, ${names.length - sensorsNamed} more` : '';
  return `${names.slice(0, sensorsNamed).join(', ')}${more}`;
}

function battery(reading: DeviceReadings | undefined): { label: string; value: string }[] {
  const sensor = reading?.temperatures.find(({ name }) => name === 'battery');
  return sensor === undefined ? [] : [{ label: 'Battery', value: formatTemperature(sensor.tempC) }];
}

function memory(device: DeviceDescription, reading: DeviceReadings | undefined): string | null {
  if (device.memoryBytes === null) return null;
  const free = reading?.freeMemoryBytes ?? null;
  return free === null ? formatBytes(device.memoryBytes) : `${formatBytes(device.memoryBytes)}, ${formatBytes(free)} free`;
}
