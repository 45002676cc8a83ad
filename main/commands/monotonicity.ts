import type { CommandModule } from './command.ts';
import { defined, integer, list, seedOption } from './options.ts';
import { textTable } from './text-table.ts';

interface MonotonicityOptions {
  readonly devices?: string[];
  readonly resamples: number;
  readonly seed: number;
}

export const monotonicityCommand: CommandModule = (program, { withLab }) => {
  program
    .command('monotonicity <table>')
    .description('SRCC of every pair of devices with 95 % intervals, and whether to reuse or adapt')
    .option('--devices <a,b,…>', 'only these columns', list)
    .option('--resamples <n>', 'bootstrap resamples; 0 leaves the intervals out', integer, 1000)
    .addOption(seedOption())
    .action(
      withLab(async ({ lab, print }, table: string, options: MonotonicityOptions) => {
        const matrix = await lab.monotonicity.matrix({ table, ...defined(options) });
        const number = (value: number | null): string | null => (value === null ? null : value.toFixed(3));
        const rows = [...matrix.pairs]
          .sort((one, other) => (other.srcc ?? -2) - (one.srcc ?? -2))
          .map((pair) => [
            pair.a,
            pair.b,
            number(pair.srcc),
            pair.interval === null ? null : `[${number(pair.interval.low)}, ${number(pair.interval.high)}]`,
            pair.architectures,
            pair.advice,
          ]);
        print(matrix, textTable(['a', 'b', 'SRCC', '95 % interval', 'architectures', 'advice'], rows));
      }),
    );
};
