import type { CampaignRequest } from '../../../preload/contract/campaign.ts';
import type { DeviceSummary, Precision } from '../../../preload/contract/device.ts';
import { customSpaceId } from '../../../preload/contract/space-ids.ts';

/** What the form holds; an empty number field is null, an empty name lets the lab choose. */
export type FormValues = {
  deviceId: string | null;
  /** A search space, or `custom` for networks from files. */
  spaceId: string | null;
  samples: number | null;
  /** Architectures by name instead of a sample; empty: a sample. */
  architectures: readonly string[];
  files: readonly File[];
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

/** The defaults of the contract, and a sample that ends in a few minutes. */
export const initialValues: FormValues = {
  deviceId: null,
  spaceId: null,
  samples: 100,
  architectures: [],
  files: [],
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

/** How many networks it measures; null while that is not said. */
export function networkCount(values: Pick<FormValues, 'spaceId' | 'samples' | 'architectures' | 'files'>): number | null {
  if (measuresFiles(values)) return values.files.length || null;
  return values.architectures.length || values.samples;
}

/** What is missing before it can start, as a button says it; undefined when nothing is. */
export function missing(values: FormValues, device: DeviceSummary | undefined): string | undefined {
  if (device === undefined) return 'Needs a device';
  if (device.state === 'measuring') return 'The device is being measured';
  if (device.state !== 'ready') return 'Needs a device that is ready';
  if (values.spaceId === null) return 'Needs a search space';
  if (networkCount(values) === null) return measuresFiles(values) ? 'Needs ONNX files' : 'Needs a number of architectures';
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
    spaceId,
    ...(measuresFiles(values)
      ? { networks: values.files.map((file) => ({ fileName: file.name, content: file })) }
      : {
          ...(architectures.length > 0 ? { architectures: [...architectures] } : { samples: samples ?? 0 }),
          precision,
          ...(resolution === null ? {} : { resolution }),
        }),
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
