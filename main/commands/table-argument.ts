import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import type { LatencyTableChoice } from '../../preload/contract/signature.ts';

/** Whether an argument means a file, there or not, rather than a table of the lab. */
export function meansFile(argument: string): boolean {
  return /[/\\]|\.(csv|gz|json|pickle|pkl|pt)$/i.test(argument) || existsSync(argument);
}

/** A table as the contract takes it. */
export function tableArgument(argument: string): LatencyTableChoice {
  return meansFile(argument) ? { path: resolve(argument) } : { table: argument };
}
