import type { z } from 'zod';
import type { campaignRequest } from '../../preload/contract/campaign.ts';
import { customSpaceId } from '../../preload/contract/space-ids.ts';
import type { networkSource as contractSource } from '../../preload/contract/space.ts';
import { brand, type ArchitectureName, type SpaceId } from '../core/brand.ts';
import { invalidInput } from '../core/lab-error.ts';
import type { MeasuredFile, Precision } from '../core/measurement/measurement.ts';
import { networkCost } from '../core/network/cost.ts';
import { readNetworkFile, readTensorFlowLiteFile } from '../formats/network-file.ts';
import { blobSource, fileSource, type TextSource } from '../formats/text-source.ts';

/** The space of tables and campaigns of networks from files. */
export const customSpace = brand<SpaceId>(customSpaceId);

/** A file to be measured, without its bytes. */
export interface MeasurableFile extends MeasuredFile {
  readonly precision: Precision;
  /** By which files are ordered: multiplications, or bytes where layers are not read. */
  readonly cost: number;
}

/**
 * Reads a file that a campaign measures: ONNX, which tells its precision, or for benchmark_model TensorFlow Lite, whose precision is what the
 * request says. Throws what reading throws.
 */
export async function readMeasurable(
  source: TextSource,
  { runtime, customOutput, precision }: Pick<z.output<typeof campaignRequest>, 'runtime' | 'customOutput' | 'precision'>,
): Promise<{ readonly file: MeasurableFile; readonly bytes: Uint8Array }> {
  if (runtime === 'custom' && customOutput === 'benchmark-model') {
    const { bytes, ...file } = await readTensorFlowLiteFile(source);
    return { file: { ...file, precision, cost: bytes.length }, bytes };
  }
  const { bytes, network, ...file } = await readNetworkFile(source);
  return { file: { ...file, cost: networkCost(network).macs }, bytes };
}

/** A file as the contract gives it. */
export function networkSource(source: z.output<typeof contractSource>): TextSource {
  return 'path' in source ? fileSource(source.path) : blobSource(source.fileName, source.content);
}

/** What a campaign measures of these files: each once, and the one of middling cost as its anchor. All must be of one precision. */
export function measuredFiles(files: readonly MeasurableFile[]): {
  readonly networks: readonly MeasuredFile[];
  readonly anchor: ArchitectureName;
  readonly precision: Precision;
} {
  const distinct = [...new Map(files.map((file) => [file.name, file])).values()];
  const byCost = distinct.toSorted((a, b) => a.cost - b.cost);
  const middle = byCost[Math.floor((byCost.length - 1) / 2)];
  if (middle === undefined) throw invalidInput('There is no network to measure.', 'Give at least one file.');
  const other = distinct.find(({ precision }) => precision !== middle.precision);
  if (other) {
    throw invalidInput(
      `${middle.fileName} is ${middle.precision}, ${other.fileName} ${other.precision}: one campaign measures one precision.`,
      'Measure them in two campaigns.',
    );
  }
  const networks = distinct.map(({ name, hash, fileName }) => ({ name, hash, fileName }));
  return { networks, anchor: middle.name, precision: middle.precision };
}

/** Checks the name of a network from a file; its file need not be known. */
export function customName(name: string): ArchitectureName {
  if (/^custom:[0-9a-f]{12}$/.test(name)) return brand<ArchitectureName>(name);
  throw invalidInput('This is not the name of a network from a file.', 'It is “custom:” and 12 hexadecimal digits.', name);
}
