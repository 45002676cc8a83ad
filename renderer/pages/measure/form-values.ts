import type { CampaignRequest } from '../../../preload/contract/campaign.ts';
import type { DeviceDescription, DeviceSummary, Precision, RuntimeKind } from '../../../preload/contract/device.ts';
import { customSpaceId } from '../../../preload/contract/space-ids.ts';
import { inUse } from '../../state/device-use.ts';

/** What the form holds; an empty number field is null, an empty name lets the lab choose. */
export type FormValues = {
  deviceId: string | null;
  /** A search space, or `custom` for networks from files. */
  spaceId: string | null;
  samples: number | null;
  /** Architectures by name instead of a sample; empty: a sample. */
  architectures: readonly string[];
  files: readonly File[];
  runtime: RuntimeKind;
  /** Of the runtime `custom`: a program on the device and its arguments. */
  customCommand: string;
  precision: Precision;
  threads: number | null;
  blocks: number | null;
  seed: number | null;
  warmup: number | null;
  runs: number | null;
  minimumMs: number | null;
  table: string;
  column: string;
  /** Conditions without a field: those of a column that goes on. Affinity null: the lab chooses. */
  affinity: readonly number[] | null;
  resolution: number | null;
};

const bothPrecisions: readonly Precision[] = ['f32', 'int8'];

/** The defaults of the contract, and a sample that ends in a few minutes. */
export const initialValues: FormValues = {
  deviceId: null,
  spaceId: null,
  samples: 100,
  architectures: [],
  files: [],
  runtime: 'onnxruntime',
  customCommand: '',
  precision: 'f32',
  threads: 1,
  blocks: 5,
  seed: 1,
  warmup: 10,
  runs: 50,
  minimumMs: 1000,
  table: '',
  column: '',
  affinity: null,
  resolution: null,
};

/** Whether networks of files are measured, as they are, instead of architectures of a space. */
export function measuresFiles({ spaceId }: Pick<FormValues, 'spaceId'>): boolean {
  return spaceId === customSpaceId;
}

type Runtime = { kind: RuntimeKind; label: string; precisions: readonly Precision[] };

/** What can run the networks on a device, the usual one first; a program of the user's own always. */
export function runtimesOf(description: DeviceDescription | undefined): readonly Runtime[] {
  const known: readonly Runtime[] = description?.runtimes.map(({ kind, name, precisions }) => ({ kind, label: name, precisions })) ?? [
    { kind: 'onnxruntime', label: 'onnxruntime', precisions: bothPrecisions },
  ];
  return [...known, { kind: 'custom', label: 'a program of your own', precisions: bothPrecisions }];
}

/** Values as the device can have them: another device may lack the runtime that was chosen, and a runtime a precision. */
export function possibleValues(values: FormValues, description: DeviceDescription | undefined): FormValues {
  const runtimes = runtimesOf(description);
  const runtime = runtimes.find(({ kind }) => kind === values.runtime) ?? runtimes[0]!;
  const precision = runtime.precisions.includes(values.precision) ? values.precision : (runtime.precisions[0] ?? values.precision);
  return { ...values, runtime: runtime.kind, precision };
}

/** Whether the user's program is TensorFlow Lite's benchmark_model: nothing else runs files of that kind. */
export function takesBenchmarkModel(values: Pick<FormValues, 'spaceId' | 'runtime' | 'files'>): boolean {
  return values.runtime === 'custom' && measuresFiles(values) && values.files.some(({ name }) => name.endsWith('.tflite'));
}

/** How many networks it measures; null while that is not said. */
export function networkCount(values: Pick<FormValues, 'spaceId' | 'samples' | 'architectures' | 'files'>): number | null {
  if (measuresFiles(values)) return values.files.length || null;
  return values.architectures.length || values.samples;
}

/** What is missing before it can start, as a button says it; undefined when nothing is. */
export function missing(values: FormValues, device: DeviceSummary | undefined): string | undefined {
  if (device === undefined) return 'Needs a device';
  const use = inUse(device);
  if (device.state !== 'ready' && use === undefined) return 'Needs a device that is ready';
  if (values.runtime === 'custom' && use !== undefined) return use; // the program is asked what it is
  if (values.spaceId === null) return 'Needs a search space';
  if (networkCount(values) === null) return measuresFiles(values) ? 'Needs ONNX files' : 'Needs a number of architectures';
  if (values.runtime === 'custom' && values.customCommand.trim() === '') return 'Needs the command of your program';
  if ([values.threads, values.blocks, values.seed, values.warmup, values.runs, values.minimumMs].includes(null))
    return 'Needs every number';
  return undefined;
}

/** The request that the form stands for; null while something is missing. */
export function campaignRequestOf(values: FormValues): CampaignRequest | null {
  const { deviceId, spaceId, samples, architectures, precision, threads, affinity, resolution, blocks, seed, warmup, runs, minimumMs } =
    values;
  if (deviceId === null || spaceId === null || networkCount(values) === null || threads === null || blocks === null) return null;
  if (seed === null || warmup === null || runs === null || minimumMs === null) return null;
  const table = values.table.trim();
  const column = values.column.trim();
  return {
    deviceId,
    waitForDevice: true,
    spaceId,
    ...(measuresFiles(values)
      ? { networks: values.files.map((file) => ({ fileName: file.name, content: file })) }
      : {
          ...(architectures.length > 0 ? { architectures: [...architectures] } : { samples: samples ?? 0 }),
          precision,
          ...(resolution === null ? {} : { resolution }),
        }),
    ...(values.runtime === 'onnxruntime' ? {} : { runtime: values.runtime }),
    ...(values.runtime === 'custom' ? { customCommand: values.customCommand.trim() } : {}),
    ...(takesBenchmarkModel(values) ? { customOutput: 'benchmark-model' as const } : {}),
    ...(affinity === null ? {} : { affinity: [...affinity] }),
    threads,
    blocks,
    seed,
    warmup,
    runs,
    minimumMs,
    ...(table === '' ? {} : { table }),
    ...(column === '' ? {} : { column }),
  };
}
