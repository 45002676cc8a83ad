import { Option } from 'commander';
import { type SignatureMethod, signatureMethod } from '../../preload/contract/signature.ts';
import type { CommandModule } from './command.ts';
import { showJobDuring } from './follow-job.ts';
import { decimal, defined, integer, list, seedOption } from './options.ts';
import { tableArgument } from './table-argument.ts';

interface SignatureOptions {
  readonly size: number;
  readonly method: SignatureMethod;
  readonly devices?: string[];
  readonly allowMissing?: number;
  readonly seed: number;
}

export const signatureCommand: CommandModule = (program, { withTable }) => {
  program
    .command('signature <table>')
    .description(
      'the few networks by which devices are told apart, of a table of the lab or a file; one name a line, as measure --archs takes them',
    )
    .requiredOption('--size <n>', 'how many networks', integer)
    .addOption(new Option('--method <name>', 'how to choose').choices(signatureMethod.options).default('greedy'))
    .option('--devices <a,b,…>', 'choose by these columns only', list)
    .option('--allow-missing <number>', 'a number that stands for "not measured" in the file', decimal)
    .addOption(seedOption())
    .action(
      withTable(
        (table: string, _options: SignatureOptions) => table,
        async (terminal, table, { allowMissing: missing, ...options }) => {
          const { lab, signal, print } = terminal;
          const request = { table: tableArgument(table), ...defined({ missing, ...options }) };
          const set = await showJobDuring(terminal, 'evaluation', lab.signatures.select(request, { signal }));
          const about = `# ${set.networks.length} of ${set.candidates} networks of ${set.table}, by ${set.devices} devices: ${set.method}, seed ${set.seed}`;
          print(set, [about, ...set.networks].join('\n'));
        },
      ),
    );
};
