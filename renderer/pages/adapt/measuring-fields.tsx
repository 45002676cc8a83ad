import { NumberInput, Select } from '@mantine/core';
import { useState } from 'react';
import type { Precision } from '../../../preload/contract/device.ts';
import { inUse } from '../../state/device-use.ts';
import type { MeasuringPlan } from './measuring-plan.ts';
import { whenNumber } from './when-number.ts';

type Plan = Extract<MeasuringPlan, { devices: unknown }>;

/** What a person may choose about measuring; null: nothing that makes sense yet. */
export type MeasuringChoice = { deviceId: string | null; precision: Precision; threads: number | null; minimumMs: number | null };

type Measuring = {
  choice: MeasuringChoice;
  change: (part: Partial<MeasuringChoice>) => void;
  /** As the lab wants it; null while something is missing. */
  request: { deviceId: string; precision: Precision; threads: number; minimumMs: number; affinity?: number[] } | null;
};

/** The choice of a dialog that measures: it begins with the likeliest device, under the conditions that its column was measured in. */
export function useMeasuring({ devices, conditions }: Plan): Measuring {
  const [choice, setChoice] = useState<MeasuringChoice>({
    deviceId: devices[0]?.id ?? null,
    precision: conditions?.precision ?? 'f32',
    threads: conditions?.threads ?? 1,
    minimumMs: 1000,
  });
  const { deviceId, precision, threads, minimumMs } = choice;
  const affinity = conditions === null ? {} : { affinity: conditions.affinity };
  return {
    choice,
    change: (part) => setChoice((before) => ({ ...before, ...part })),
    request: deviceId === null || threads === null || minimumMs === null ? null : { deviceId, precision, threads, minimumMs, ...affinity },
  };
}

type FieldsProps = { plan: Plan; measuring: Measuring };

export function DeviceField({ plan, measuring: { choice, change } }: FieldsProps) {
  const chosen = plan.devices.find(({ id }) => id === choice.deviceId);
  return (
    <Select
      label="Device"
      description={chosen && inUse(chosen) && 'In use: this begins by itself afterwards'}
      data={plan.devices.map(({ id, name }) => ({ value: id, label: name }))}
      value={choice.deviceId}
      allowDeselect={false}
      onChange={(deviceId) => change({ deviceId })}
    />
  );
}

/** Precision and threads, which a measured column has fixed, and the time for each network. */
export function ConditionFields({ plan: { conditions }, measuring: { choice, change } }: FieldsProps) {
  const fixed = { description: conditions === null ? undefined : 'As the column was measured', disabled: conditions !== null };
  return (
    <>
      <Select
        label="Precision"
        data={['f32', 'int8'] satisfies Precision[]}
        value={choice.precision}
        allowDeselect={false}
        onChange={(precision) => precision !== null && change({ precision })}
        {...fixed}
      />
      <NumberInput
        label="Threads"
        value={choice.threads ?? ''}
        min={1}
        max={256}
        allowDecimal={false}
        onChange={whenNumber((threads) => change({ threads }))}
        {...fixed}
      />
      <NumberInput
        label="Time each, ms"
        value={choice.minimumMs ?? ''}
        min={0}
        max={600_000}
        onChange={whenNumber((minimumMs) => change({ minimumMs }))}
      />
    </>
  );
}
