import type { FleetDevice, FleetResult, SearchResult } from '../../../preload/contract/search.ts';
import type { TableSummary } from '../../../preload/contract/table.ts';
import type { ChartTable } from '../../charts/chart-table.ts';
import { formatCount, formatDuration, formatSrcc } from '../../state/format.ts';
import { bestUnder } from './search-answer.ts';

/** The proxy's table of a search, and what else may be searched for by it; or why a fleet cannot be. */
export function fleetPlan(
  { table: name, target, accuracy }: Pick<SearchResult, 'table' | 'target' | 'accuracy'>,
  tables: readonly TableSummary[],
): { readonly off: string } | { readonly table: string; readonly others: readonly string[] } {
  const table = tables.find((one) => one.name === name);
  if (table === undefined) return { off: 'Needs a table of several devices' };
  if (!table.columns.some((column) => column.name === target)) return { off: `${target} is not measured in ${table.name}` };
  if (accuracy.kind === 'training-free') return { off: 'Needs accuracies that take no time' };
  const others = table.columns.map((column) => column.name).filter((column) => column !== target);
  return others.length === 0 ? { off: `Needs a second device in ${table.name}` } : { table: table.name, others };
}

/** Measurements and hours that were spent, against a search on every device of its own. */
export function costWords({ cost }: Pick<FleetResult, 'cost'>): string {
  const { measurements, perDeviceMeasurements, hours, perDeviceHours } = cost;
  const time = (some: number | null): string => (some === null ? '' : `, ${formatDuration(3600 * some)}`);
  return `${formatCount(measurements)} measurements${time(hours)}; a search on every device of its own would need ${formatCount(perDeviceMeasurements)}${time(perDeviceHours)}`;
}

/** How a device's latencies are known: by the proxy as it is, or adapted; with the SRCC that is known best. */
export function trustWords({ advice, heldOut, certainty }: Pick<FleetDevice, 'advice' | 'heldOut' | 'certainty'>): string {
  const srcc = heldOut?.predicted ?? certainty?.expected ?? null;
  const word = advice === 'reuse' ? 'reused' : 'adapted';
  return srcc === null ? word : `SRCC ${formatSrcc(srcc)}, ${word}`;
}

/** A row a device. */
export function fleetTable({ devices, search }: FleetResult, limitMs: number): ChartTable {
  return {
    columns: [
      { title: 'Device', numeric: false },
      { title: 'Proxy', numeric: false },
      { title: 'SRCC of proxy', numeric: true },
      { title: 'SRCC expected', numeric: true },
      { title: 'from', numeric: true },
      { title: 'to', numeric: true },
      { title: 'SRCC held out', numeric: true },
      { title: 'Measured', numeric: true },
      { title: 'Front', numeric: true },
      { title: 'Best: ms', numeric: true },
      { title: search.accuracyTitle, numeric: true },
    ],
    rows: devices.map((device) => {
      const { target, advice, srccProxy, certainty, heldOut, samples, front } = device;
      const best = bestUnder(device.front, limitMs);
      return [
        target,
        advice === 'reuse' ? 'as it is' : 'adapted',
        srccProxy,
        certainty?.expected ?? null,
        certainty?.low ?? null,
        certainty?.high ?? null,
        heldOut?.predicted ?? null,
        samples.length,
        front.length,
        best?.latencyMs ?? null,
        best?.accuracy ?? null,
      ];
    }),
  };
}
