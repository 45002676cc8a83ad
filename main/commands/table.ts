import { Option } from 'commander';
import { writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { type Quantity, quantity, tableFormat, type TableFormat, type TableSummary } from '../../preload/contract/table.ts';
import type { CommandModule } from './command.ts';
import { decimal, defined } from './options.ts';
import { significant, textTable } from './text-table.ts';
import { writeOutput } from './write-output.ts';

interface ImportOptions {
  readonly name: string;
  readonly space: string;
  readonly quantity: Quantity;
  readonly allowMissing?: number;
  readonly format?: TableFormat;
  readonly order?: string;
  readonly column?: string;
  readonly layers?: string;
}

const shownRows = 20;

export const tableCommand: CommandModule = (program, { withLab }) => {
  const table = program.command('table').description('tables of latencies, energies and accuracies');

  table
    .command('import <file>')
    .description('read a table: CSV with a column `arch` and one column a device, or a published file; .gz or not')
    .requiredOption('--name <name>', 'name of the new table')
    .requiredOption(
      '--space <space>',
      'search space of its architectures; custom: networks from ONNX files; layered: networks known by their layers',
    )
    .addOption(new Option('--quantity <what>', 'what the values are').choices(quantity.options).default('latency'))
    .option('--allow-missing <number>', 'a number that stands for "not measured" in this file', decimal)
    .addOption(new Option('--format <format>', 'format of the file; default: recognised by its content').choices(tableFormat.options))
    .option(
      '--order <file>',
      'architectures in the order of a file that holds values only: one name a line, OneProxy’s encode.pickle, HELP’s metainfo.pt or ofa_archs.pt',
    )
    .option('--column <name>', 'name of the column of a file with one device; default: the name of the file')
    .option('--layers <file>', 'with --space layered: the networks’ layers, one JSON object a line')
    .action(
      withLab(async ({ lab, print }, file: string, options: ImportOptions) => {
        const { name, space: spaceId, quantity, allowMissing: missing, format, column } = options;
        const order = options.order === undefined ? undefined : { path: resolve(options.order) };
        const layers = options.layers === undefined ? undefined : { path: resolve(options.layers) };
        const source = { path: resolve(file) };
        const summary = await lab.tables.import({
          name,
          spaceId,
          quantity,
          source,
          ...defined({ missing, format, order, column, layers }),
        });
        print({ table: summary }, `Imported ${describe(summary)}. Source: ${summary.source}`);
      }),
    );

  table
    .command('sample')
    .description('import the table that comes with the program: one computer under several settings')
    .action(
      withLab(async ({ lab, print }) => {
        const summary = await lab.tables.importSample();
        print({ table: summary }, `Imported ${describe(summary)}.\nSee it: proxylab monotonicity ${summary.name}`);
      }),
    );

  table
    .command('list')
    .description('all tables of the lab')
    .action(
      withLab(async ({ lab, print }) => {
        const tables = await lab.tables.list();
        const rows = tables.map((one) => [one.name, one.spaceId, one.quantity, one.architectures, one.columns.length]);
        print({ tables }, textTable(['table', 'space', 'quantity', 'architectures', 'columns'], rows));
      }),
    );

  table
    .command('show <name>')
    .description(`the table's columns and its first ${shownRows} rows (all of them with --json)`)
    .action(
      withLab(async ({ lab, print }, name: string) => {
        const data = await lab.tables.get({ table: name });
        const rows = data.names
          .slice(0, shownRows)
          .map((architecture, row) => [architecture, ...data.values.map((column) => significant(column[row] ?? null, 4))]);
        const rest = data.names.length > shownRows ? `\n… ${data.names.length - shownRows} more rows` : '';
        print({ table: data }, `${describe(data)}\n${textTable(['arch', ...data.columns.map((column) => column.name)], rows)}${rest}`);
      }),
    );

  table
    .command('export <name>')
    .description('the table as CSV')
    .requiredOption('-o, --output <file>', 'file to write, - for standard output')
    .action(
      withLab(async ({ lab, print }, name: string, options: { readonly output: string }) => {
        const csv = await lab.tables.export({ table: name });
        if (options.output === '-') return writeFile('/dev/stdout', await csv.text());
        await writeOutput(options.output, csv);
        return print({ table: name, file: options.output, bytes: csv.size }, `Written: ${options.output}`);
      }),
    );
};

function describe(table: TableSummary): string {
  return `${table.name}: ${table.architectures} architectures of ${table.spaceId}, ${table.columns.length} columns, ${table.quantity} in ${table.unit}`;
}
