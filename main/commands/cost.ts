import type { CostComparison } from '../../preload/contract/cost.ts';
import type { CommandModule } from './command.ts';
import { decimal, defined, integer, integers } from './options.ts';
import { tableArgument } from './table-argument.ts';
import { significant, textTable } from './text-table.ts';

interface CostOptions {
  readonly table?: string;
  readonly allowMissing?: number;
  readonly devices?: number[];
  readonly latencyHours?: number;
  readonly architectures?: number;
  readonly samples?: number;
  readonly secondsPerArchitecture?: number;
  readonly accuracyHours?: number;
  readonly supernetHours?: number;
}

/** What looks like a file needs no lab. */
const withoutTable = './';

export const costCommand: CommandModule = (program, { withTable }) => {
  program
    .command('cost')
    .description('machine-hours of searching for many devices: each on its own, or with one proxy, at the pace of your own measurements')
    .option('--table <name>', 'a table of the lab, or a file, whose campaigns tell the pace')
    .option('--allow-missing <number>', 'a number that stands for "not measured" in the file', decimal)
    .option('--devices <1,10,…>', 'numbers of devices; default: 1, the table’s own, 10, 100, 1000', integers)
    .option('--latency-hours <h>', 'of measuring one device for its own predictor, instead of architectures and pace', decimal)
    .option('--architectures <n>', 'measured for a device’s own predictor; default: as many as the table has', integer)
    .option('--samples <n>', 'measured to adapt a proxy’s predictor; default: 20', integer)
    .option('--seconds-per-architecture <s>', 'default: what the table’s campaigns took', decimal)
    .option('--accuracy-hours <h>', 'of building the accuracy predictor; default: 100', decimal)
    .option('--supernet-hours <h>', 'of training the supernet; default: 1200', decimal)
    .action(
      withTable(
        (options: CostOptions) => options.table ?? withoutTable,
        async ({ lab, print }, { table, allowMissing: missing, ...options }) => {
          const comparison = await lab.costs.compare(
            defined({ table: table === undefined ? undefined : tableArgument(table), missing, ...options }),
          );
          print(comparison, costText(comparison));
        },
      ),
    );
};

function costText(comparison: CostComparison): string {
  const { measured, secondsPerArchitecture, architectures, samples, latencyHours, adaptationHours, accuracyHours, supernetHours, rows } =
    comparison;
  const hours = (value: number | null): string => significant(value, 4) ?? '–';
  const pace =
    secondsPerArchitecture === null
      ? 'Hours of a device as given'
      : measured.length === 0
        ? `${hours(secondsPerArchitecture)} s an architecture, as given`
        : `${hours(secondsPerArchitecture)} s an architecture; measured: ${measured.map((one) => `${one.column} ${hours(one.secondsPerArchitecture)} s`).join(', ')}`;
  const letters = [
    `c_L ${hours(latencyHours)} h${architectures === null ? '' : ` (${architectures} architectures)`}, c_K ${secondsPerArchitecture === null ? 'not known, taken as 0' : `${hours(adaptationHours)} h (${samples})`}`,
    `c_A ${hours(accuracyHours)} h, S ${hours(supernetHours)} h`,
  ].join(', ');
  const numbers = [...new Set(rows.map(({ devices }) => devices))];
  const lines = [...Map.groupBy(rows, ({ approach }) => approach).values()].map((of) => [
    of[0]!.approach,
    of[0]!.formula,
    ...of.map((row) => hours(row.hours)),
    hours(of.at(-1)!.deviceHours),
    of[0]!.source,
  ]);
  const header = ['machine-hours', 'formula', ...numbers.map((n) => `n = ${n}`), `on devices, n = ${numbers.at(-1)}`, 'source'];
  return [pace, letters, textTable(header, lines)].join('\n');
}
