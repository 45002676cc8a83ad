import type { CostComparison } from '../../preload/contract/cost.ts';
import type { CampaignId } from '../core/brand.ts';
import { invalidInput } from '../core/lab-error.ts';
import type { CampaignRecord } from '../core/measurement/campaign-store.ts';
import { machineHours } from '../core/measurement/machine-hours.ts';
import type { Measurement } from '../core/measurement/measurement.ts';
import { measurementPace } from '../core/measurement/measurement-pace.ts';
import { mean } from '../core/stats/summary.ts';
import { chosenTable, type TableStore } from './latency-table-choice.ts';
import { os } from './procedures.ts';

interface CostContext {
  readonly tables: TableStore;
  readonly campaigns: {
    list(): readonly CampaignRecord[];
    measurements(id: CampaignId): readonly Measurement[];
  };
}

/** What searching for many devices costs, at the pace at which this lab measures. */
export function costProcedures({ tables, campaigns }: CostContext) {
  function pacesOf(table: string): CostComparison['measured'] {
    const own = campaigns.list().filter(({ spec }) => spec.table === table);
    return own.flatMap(({ id, spec }) => {
      const pace = measurementPace(campaigns.measurements(id));
      return pace === null ? [] : [{ column: spec.column, ...pace }];
    });
  }

  return os.costs.router({
    compare: os.costs.compare.handler(async ({ input, signal }) => {
      const { samples, accuracyHours, supernetHours } = input;
      const table = await chosenTable(tables, input.table, { missing: input.missing, signal });
      const measured = 'table' in input.table ? pacesOf(input.table.table) : [];
      const secondsPerArchitecture = input.secondsPerArchitecture ?? meanPace(measured, table.name);
      const architectures = input.architectures ?? table.names.length;
      const latencyHours = (architectures * secondsPerArchitecture) / 3600;
      const adaptationHours = (samples * secondsPerArchitecture) / 3600;
      const numbers = input.devices ?? [1, table.columns.size, 10, 100, 1000];
      const assumed = { latencyHours, adaptationHours, accuracyHours, supernetHours };
      const rows = [...new Set(numbers)].toSorted((a, b) => a - b).flatMap((devices) => machineHours({ devices, ...assumed }));
      return { table: table.name, measured, secondsPerArchitecture, architectures, samples, ...assumed, rows };
    }),
  });
}

function meanPace(measured: CostComparison['measured'], table: string): number {
  if (measured.length > 0) return mean(measured.map(({ secondsPerArchitecture }) => secondsPerArchitecture));
  throw invalidInput(`No campaign of ${table} tells how long measuring takes.`, 'Say how many seconds an architecture takes.');
}
