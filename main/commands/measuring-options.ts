import { type Command, Option } from 'commander';
import type { VerifyRequest } from '../../preload/contract/search.ts';
import { decimal, defined, integer } from './options.ts';

/** How networks are measured that a command itself chooses. */
export interface MeasuringOptions {
  readonly precision?: 'f32' | 'int8' | 'both';
  readonly threads?: number;
  readonly resolution?: number;
  readonly runs?: number;
  readonly warmup?: number;
  readonly minimumMs?: number;
  readonly driftLimit?: number;
  readonly repeats?: number;
}

const inF32 = 'to measure in; default: f32';

/** Adds them to a command. */
export function withMeasuringOptions(
  command: Command,
  precision = new Option('--precision <name>', inF32).choices(['f32', 'int8']),
): Command {
  return command
    .addOption(precision)
    .option('--threads <n>', 'threads of the runner; default: 1', integer)
    .option('--resolution <pixels>', 'side of the square input that is measured', integer)
    .option('--runs <n>', 'measured runs an architecture, at least', integer)
    .option('--warmup <n>', 'runs before measuring', integer)
    .option('--minimum-ms <ms>', 'measured time an architecture, at least', decimal)
    .option('--drift-limit <fraction>', 'drift of the anchor above which a block is measured again', decimal)
    .option('--repeats <n>', 'how often a drifted block is measured again', integer);
}

/** What was given of them, as the contract takes it. */
export function givenMeasuring(options: MeasuringOptions): Omit<VerifyRequest['measuring'], 'deviceId'> {
  const { precision, threads, resolution, runs, warmup, minimumMs, driftLimit, repeats } = options;
  return defined({
    precision: precision === 'both' ? undefined : precision,
    threads,
    resolution,
    runs,
    warmup,
    minimumMs,
    driftLimit,
    maximumRepeats: repeats,
  });
}
