import type { DeviceSummary } from '../../../preload/contract/device.ts';
import { type TransferMethod, transferMethods } from '../../../preload/contract/transfer-methods.ts';
import { customSpaceId, layeredSpaceId } from '../../../preload/contract/space-ids.ts';
import type { TableSummary } from '../../../preload/contract/table.ts';

/** Fewer measurements of the target do not suffice to adapt. */
export const fewestSamples = 3;
export const sampleSizes = [5, 10, 20, 40, 70] as const;
/** Used of a target that has many more measurements than that. */
const usualSamples = 20;
/** More would be waited for too long: fits grow with the third power. */
export const mostSamples = 200;
/** As many architectures that were not used tell how well a ranking does. */
export const fewestUnseen = 50;

/** What the page is about: `?table=&proxy=&target=&samples=&method=&without=`. */
export interface AdaptSubject {
  readonly table: TableSummary;
  readonly proxy: string;
  readonly target: string;
  /** Architectures that the target has measured; 0 where it is no column of the table yet. */
  readonly measured: number;
  /** How many of them are used. */
  readonly samples: number;
  readonly method: TransferMethod;
  /** Devices that nothing is learned from. */
  readonly without: readonly string[];
}

/** Latency tables of a search space, whose architectures can be measured and ranked. */
export function adaptable(tables: readonly TableSummary[]): TableSummary[] {
  return tables.filter(
    ({ quantity, spaceId, columns }) => quantity === 'latency' && ![customSpaceId, layeredSpaceId].includes(spaceId) && columns.length > 0,
  );
}

/** Columns of the table besides the proxy, then devices of the lab that it does not have yet. */
export function targetsOf(table: TableSummary, proxy: string, devices: readonly DeviceSummary[]): { name: string; isNew: boolean }[] {
  const columns = table.columns.map(({ name }) => name);
  const others = devices.map(({ name }) => name).filter((name) => !columns.includes(name));
  return [
    ...columns.filter((name) => name !== proxy).map((name) => ({ name, isNew: false })),
    ...[...new Set(others)].map((name) => ({ name, isNew: true })),
  ];
}

/** The subject that the address names, completed where it names none; null where there is no target. */
export function adaptSubject(table: TableSummary, address: URLSearchParams, devices: readonly DeviceSummary[]): AdaptSubject | null {
  const columns = table.columns.map(({ name }) => name);
  const asked = address.get('target');
  const proxy = columns.find((name) => name === address.get('proxy')) ?? columns.find((name) => name !== asked) ?? columns[0]!;
  const targets = targetsOf(table, proxy, devices).map(({ name }) => name);
  const target = targets.find((name) => name === asked) ?? targets[0];
  if (target === undefined) return null;
  const measured = table.columns.find(({ name }) => name === target)?.measured ?? 0;
  const method = transferMethods.find((name) => name === address.get('method')) ?? 'auto';
  return {
    table,
    proxy,
    target,
    measured,
    samples: samplesOf(address.get('samples'), measured),
    method,
    without: address.getAll('without'),
  };
}

function samplesOf(asked: string | null, measured: number): number {
  const count = Number(asked);
  const most = Math.min(measured, mostSamples);
  if (asked === 'all') return most;
  if (Number.isInteger(count) && count >= fewestSamples) return Math.min(count, most);
  return measured >= usualSamples + fewestUnseen ? usualSamples : most;
}

/** Numbers of samples at which enough architectures are left to judge by. */
export function judgedSizes({ measured, samples }: Pick<AdaptSubject, 'measured' | 'samples'>): number[] {
  const sizes = samples < measured ? [...sampleSizes, samples] : sampleSizes;
  return [...new Set(sizes)].filter((size) => measured - size >= fewestUnseen).toSorted((a, b) => a - b);
}
