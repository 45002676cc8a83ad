import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdtempSync, readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

let built: string | undefined;

/** The compilers that they need. */
export const arm64Compilers = ['gcc', 'aarch64-linux-gnu-gcc'] as const;

/** Puts into a folder the two libraries that let a sandbox start AArch64 programs (`arm64-programs.so` is to be preloaded), built once a process. */
export function addArm64Programs(folder: string): void {
  built ??= build();
  for (const name of readdirSync(built)) copyFileSync(join(built, name), join(folder, name));
}

function build(): string {
  const folder = mkdtempSync(join(tmpdir(), 'proxylab-arm64-'));
  compile('gcc', 'arm64-programs', folder, ['-ldl']);
  compile('aarch64-linux-gnu-gcc', 'held-processors', folder, ['-nostdlib']);
  return folder;
}

function compile(compiler: string, name: string, folder: string, libraries: readonly string[]): void {
  const source = join(import.meta.dirname, `${name}.c`);
  const words = ['-O1', '-Wall', '-shared', '-fPIC', '-o', join(folder, `${name}.so`), source, ...libraries];
  const { status, stderr } = spawnSync(compiler, words, { encoding: 'utf8' });
  if (status !== 0) throw new Error(`${source} cannot be built: ${stderr}`);
}
