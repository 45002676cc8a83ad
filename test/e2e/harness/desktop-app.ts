import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { registerHooks } from 'node:module';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Page } from 'playwright-core';
import { double } from './electron-double.ts';
import { quitApp } from './fake-electron.ts';

const builtEntry = resolve(import.meta.dirname, '../../../out/main/electron.js');
const fakeElectron = new URL('./fake-electron.ts', import.meta.url).href;

export interface DesktopApp {
  readonly page: Page;
  readonly transport: 'port';
  /** Quits the app as a person would, and removes the lab if it is a new one. */
  close(): Promise<void>;
}

/** Runs the built desktop app (or another build of it) over the double of Electron, with the lab in `labFolder` and its profile beside it; once a process. */
export async function runDesktopApp(labFolder: string, entry = builtEntry): Promise<void> {
  process.env['PROXYLAB_LAB'] = labFolder;
  process.env['ELECTRON_DOUBLE_FOLDER'] = join(labFolder, '../profile');
  registerHooks({
    resolve: (specifier, context, next) =>
      specifier === 'electron' ? { url: fakeElectron, shortCircuit: true } : next(specifier, context),
  });
  await import(pathToFileURL(entry).href);
}

/** Starts the built desktop app (or another build of it), on a new lab unless one is given, and waits for its window. */
export async function startDesktopApp({
  entry = builtEntry,
  labFolder,
}: { readonly entry?: string; readonly labFolder?: string } = {}): Promise<DesktopApp> {
  const folder = mkdtempSync(join(tmpdir(), 'proxylab-desktop-'));
  const opened = once(double.app, 'web-contents-created');
  await runDesktopApp(labFolder ?? join(folder, 'lab'), entry);
  await opened;
  const [window] = double.windows;
  if (window === undefined) throw new Error('the app opened no window');
  await once(window, 'ready-to-show');
  return {
    page: window.page,
    transport: 'port',
    async close() {
      await quitApp();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
