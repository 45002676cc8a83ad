import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const source = fileURLToPath(new URL('./arm64-shim.c', import.meta.url));

/** Builds the library that lets a sandbox start programs for AArch64; returns its path in `folder`. */
export function buildArm64Shim(folder: string): string {
  const library = join(folder, 'libarm64shim.so');
  execFileSync('gcc', ['-O1', '-shared', '-fPIC', '-o', library, source, '-ldl'], { stdio: ['ignore', 'inherit', 'inherit'] });
  return library;
}
