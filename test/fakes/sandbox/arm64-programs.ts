import { spawnSync } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

let built: string | undefined;

/** The library that lets a sandbox start AArch64 programs, built once a process with the system's compiler. */
export function arm64Programs(): string {
  if (built !== undefined) return built;
  const library = join(mkdtempSync(join(tmpdir(), 'proxylab-arm64-')), 'arm64-programs.so');
  const source = join(import.meta.dirname, 'arm64-programs.c');
  const { status, stderr } = spawnSync('cc', ['-O1', '-Wall', '-shared', '-fPIC', '-o', library, source, '-ldl'], { encoding: 'utf8' });
  if (status !== 0) throw new Error(`arm64-programs.c cannot be built: ${stderr}`);
  return (built = library);
}
