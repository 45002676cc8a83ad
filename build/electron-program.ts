import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

/** How long fetching the program may take: about 120 MB, once. */
const fetchLimitMs = 180_000;

const folder = dirname(createRequire(import.meta.url).resolve('electron/package.json'));

export type ElectronProgram = { readonly path: string } | { readonly path: null; readonly reason: string };

/** Electron's program, fetched where it is not there yet; or the reason, as the end of a sentence, why the window can't open in it. */
export function findElectron(onFetch: () => void): ElectronProgram {
  if (process.platform === 'linux' && !process.env['DISPLAY'] && !process.env['WAYLAND_DISPLAY']) return without('there is no display');
  if (process.platform === 'linux' && process.getuid?.() === 0) return without('Electron does not run as root');
  const installed = installedProgram();
  if (installed !== undefined) return { path: installed };
  onFetch();
  spawnSync(process.execPath, [join(folder, 'install.js')], { stdio: 'ignore', timeout: fetchLimitMs });
  const fetched = installedProgram();
  return fetched === undefined ? without("Electron's program could not be fetched") : { path: fetched };
}

function installedProgram(): string | undefined {
  const pathFile = join(folder, 'path.txt'); // written when everything is unpacked
  if (!existsSync(pathFile)) return undefined;
  const program = join(process.env['ELECTRON_OVERRIDE_DIST_PATH'] ?? join(folder, 'dist'), readFileSync(pathFile, 'utf8'));
  return existsSync(program) ? program : undefined;
}

function without(reason: string): ElectronProgram {
  return { path: null, reason };
}
