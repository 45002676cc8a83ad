import { execFileSync } from 'node:child_process';
import { globSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { type RunnerTarget, x64Target } from './targets.ts';

const folder = resolve(import.meta.dirname, '../../resources/runner');
const options = ['-std=gnu11', '-D_GNU_SOURCE', '-Wall', '-Wextra', '-Werror', '-I../include', '-I.'];
/** Nothing of the machine or the moment of the build gets into the program. */
const reproducible = ['-O2', '-s', '-Wl,--build-id=none', '-Wl,--hash-style=gnu'];

/** Compiles the runner's sources into `output`: with the same compiler always into the same bytes. Throws with the compiler's messages. */
export function compileRunner(target: RunnerTarget, output: string): void {
  run(`${target.toolPrefix}gcc`, [...options, ...reproducible, ...sources(), '-lm', '-o', output]);
  run(`${target.toolPrefix}strip`, ['--remove-section=.comment', output]);
}

/**
 * Compiles it for this computer with checks of memory and of undefined behaviour, which end it at the first fault. `harness` is a source file
 * that takes the place of bench.c and fail.c.
 */
export function compileCheckedRunner(output: string, harness?: string): void {
  const checks = ['-g', '-O1', '-fsanitize=address,undefined', '-fno-sanitize-recover=all'];
  const parts = harness === undefined ? sources() : [harness, ...sources().filter((name) => name !== 'bench.c' && name !== 'fail.c')];
  run(`${x64Target.toolPrefix}gcc`, [...options, ...checks, ...parts, '-lm', '-o', output]);
}

/** Versions of compiler and linker, such as `gcc 12.2.0, ld 2.40`. */
export function compilerVersion(target: RunnerTarget): string {
  const gcc = run(`${target.toolPrefix}gcc`, ['-dumpfullversion']).trim();
  const ld = /(\d+\.[\d.]+)\s*$/m.exec(run(`${target.toolPrefix}ld`, ['--version']))?.[1];
  return `gcc ${gcc}, ld ${ld}`;
}

function sources(): readonly string[] {
  return globSync('*.c', { cwd: join(folder, 'source') }).sort((a, b) => (a < b ? -1 : 1));
}

function run(program: string, parameters: readonly string[]): string {
  return execFileSync(program, parameters, { cwd: join(folder, 'source'), encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
}
