import type { Command } from 'commander';
import type { LabHost } from '../lab-host.ts';
import type { LabClient } from '../../preload/contract/index.ts';
import type { ProgressLine } from './progress-line.ts';

/** What a command may use: the lab through its contract, and the terminal. */
export interface Terminal {
  readonly lab: LabClient;
  /** Fires on Ctrl-C. */
  readonly signal: AbortSignal;
  readonly progress: ProgressLine;
  /** Prints the command's one result: as JSON with `--json`, else as text. */
  print(result: object, text: string): void;
}

/** Runs an action with what it needs and sets the exit code; the command's arguments are passed on. */
type With<Needs extends unknown[]> = <Arguments extends unknown[]>(
  action: (...needsAndArguments: [...Needs, ...Arguments]) => Promise<void>,
) => (...args: Arguments) => Promise<void>;

/** How commands are run. */
export interface CommandRunners {
  /** Opens the lab for the command and closes it. */
  readonly withLab: With<[Terminal]>;
  /** The same for a command that hands the whole lab on, and others in its place, as `serve` does. */
  readonly withLabHost: With<[LabHost, Terminal]>;
  /** For a command that needs no lab folder: it works beside an open window. */
  readonly withoutLab: With<[FolderlessTerminal]>;
  /** For a command on a latency table: the lab is opened only where `tableOf` the arguments is the name of a table in it, and no file. */
  readonly withTable: <Arguments extends unknown[]>(
    tableOf: (...args: Arguments) => string,
    action: (terminal: FolderlessTerminal, ...args: Arguments) => Promise<void>,
  ) => (...args: Arguments) => Promise<void>;
}

/** A terminal at what works without a lab folder. */
export interface FolderlessTerminal extends Omit<Terminal, 'lab'> {
  readonly lab: Pick<LabClient, 'spaces' | 'evaluations' | 'signatures' | 'costs' | 'jobs'>;
}

/** Adds one command (or one group of subcommands) to the program. */
export type CommandModule = (program: Command, runners: CommandRunners) => void;
