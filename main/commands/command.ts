import type { Command } from 'commander';
import type { Lab } from '../lab.ts';
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

/** Opens the lab, runs the action with it, closes the lab and sets the exit code. */
export type WithLab = <Arguments extends unknown[]>(
  action: (terminal: Terminal, ...args: Arguments) => Promise<void>,
) => (...args: Arguments) => Promise<void>;

/** The same for a command that hands the whole lab on, as `serve` does. */
export type WithOpenLab = <Arguments extends unknown[]>(
  action: (lab: Lab, terminal: Terminal, ...args: Arguments) => Promise<void>,
) => (...args: Arguments) => Promise<void>;

/** Adds one command (or one group of subcommands) to the program. */
export type CommandModule = (program: Command, withLab: WithLab, withOpenLab: WithOpenLab) => void;
