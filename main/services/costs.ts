import type { z } from 'zod';
import type { compareInput, CostComparison } from '../../preload/contract/cost.ts';
import type { CampaignId } from '../core/brand.ts';
import { invalidInput } from '../core/lab-error.ts';
import type { CampaignRecord } from '../core/measurement/campaign-store.ts';
import { machineHours } from '../core/measurement/machine-hours.ts';
import type { Measurement } from '../core/measurement/measurement.ts';
import { measurementPace } from '../core/measurement/measurement-pace.ts';
import { mean } from '../core/stats/summary.ts';
import { type ChosenTable, chosenTable, type TableStore } from './latency-table-choice.ts';
import { os } from './procedures.ts';

interface CostContext {
  readonly tables: TableStore;
  readonly campaigns: MeasuredCampaigns;
}

export interface MeasuredCampaigns {
  list(): readonly CampaignRecord[];
  measurements(id: CampaignId): readonly Measurement[];
}

/** What searching for many devices costs, at the pace at which this lab measures. */
export function costProcedures({ tables, campaigns }: CostContext) {
  return os.costs.router({
    compare: os.costs.compare.handler(async ({ input, signal }) => {
      const { samples, accuracyHours, supernetHours } = input;
      const table = input.table ? await chosenTable(tables, input.table, { missing: input.missing, signal }) : null;
      const measured = input.table && 'table' in input.table ? campaignPaces(campaigns, input.table.table) : [];
      const numbers = input.devices ?? [1, ...(table ? [table.columns.size] : []), 10, 100, 1000];
      const device = input.latencyHours === undefined ? paceOf(input, table, measured) : givenHours(input.latencyHours, input);
      const { latencyHours, adaptationHours } = device;
      const assumed = { latencyHours, adaptationHours, accuracyHours, supernetHours };
      const rows = [...new Set(numbers)].toSorted((x, y) => x - y).flatMap((devices) => machineHours({ devices, ...assumed }));
      return { table: table?.name ?? null, measured, samples, ...device, accuracyHours, supernetHours, rows };
    }),
  });
}

/** How long measuring took in the campaigns of a table. */
export function campaignPaces(campaigns: MeasuredCampaigns, table: string): CostComparison['measured'] {
  const own = campaigns.list().filter(({ spec }) => spec.table === table);
  return own.flatMap(({ id, spec }) => {
    const pace = measurementPace(campaigns.measurements(id));
    return pace === null ? [] : [{ column: spec.column, ...pace }];
  });
}

type Input = z.output<typeof compareInput>;
type DeviceHours = Pick<CostComparison, 'latencyHours' | 'adaptationHours' | 'secondsPerArchitecture' | 'architectures'>;

/** Hours that one device measures, at the pace of the table's campaigns or at the one that is given. */
function paceOf(input: Input, table: ChosenTable | null, measured: CostComparison['measured']): DeviceHours {
  const architectures = input.architectures ?? table?.names.length;
  if (architectures === undefined) {
    throw invalidInput(
      'Nothing tells how long a device is measured.',
      'Name a table, or say how many hours a device takes, or how many architectures and seconds.',
    );
  }
  const secondsPerArchitecture = input.secondsPerArchitecture ?? meanPace(measured, table?.name ?? 'no table');
  return {
    secondsPerArchitecture,
    architectures,
    latencyHours: (architectures * secondsPerArchitecture) / 3600,
    adaptationHours: (input.samples * secondsPerArchitecture) / 3600,
  };
}

/** Adapting takes its share of the hours where it is known of how many architectures they are. */
function givenHours(latencyHours: number, { architectures, samples, secondsPerArchitecture }: Input): DeviceHours {
  const seconds = secondsPerArchitecture ?? (architectures === undefined ? undefined : (3600 * latencyHours) / architectures);
  return {
    latencyHours,
    adaptationHours: seconds === undefined ? 0 : (samples * seconds) / 3600,
    secondsPerArchitecture: seconds ?? null,
    architectures: architectures ?? null,
  };
}

function meanPace(measured: CostComparison['measured'], table: string): number {
  if (measured.length > 0) return mean(measured.map(({ secondsPerArchitecture }) => secondsPerArchitecture));
  throw invalidInput(`No campaign of ${table} tells how long measuring takes.`, 'Say how many seconds an architecture takes.');
}
