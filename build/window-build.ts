import { spawnSync } from 'node:child_process';
import { existsSync, globSync, statSync } from 'node:fs';
import { join } from 'node:path';

const sources = ['main/**/*', 'preload/**/*', 'renderer/**/*', 'package.json', 'electron.vite.config.ts'];
const built = 'out/renderer/index.html'; // written last

/** Builds the window and the desktop app's entries unless what is built is newer than every source. Returns what went wrong, if anything. */
export function buildIfStale(root: string): string | null {
  if (isFresh(root)) return null;
  const { status, stdout, stderr } = spawnSync('npm', ['run', '--silent', 'build'], {
    cwd: root,
    encoding: 'utf8',
    shell: process.platform === 'win32',
  });
  return status === 0 ? null : stdout + stderr;
}

function isFresh(root: string): boolean {
  if (!existsSync(join(root, built))) return false;
  const builtAt = statSync(join(root, built)).mtimeMs;
  return globSync(sources, { cwd: root }).every((file) => statSync(join(root, file)).mtimeMs <= builtAt);
}
