import { mkdtempSync, rmSync } from 'node:fs';
import { registerHooks } from 'node:module';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Page } from 'playwright-core';
import { double } from './electron-double.ts';
import { quitApp } from './fake-electron.ts';

const entry = resolve(import.meta.dirname, '../../../out/main/electron.js');
const fakeElectron = new URL('./fake-electron.ts', import.meta.url).href;

export interface DesktopApp {
  readonly page: Page;
  readonly labFolder: string;
  /** Quits the app as a person would, and removes the lab. */
  close(): Promise<void>;
}

/** Runs the built desktop app over the double of Electron, on a new lab or the one in `labFolder`; once a process. */
export async function startDesktopApp(chosenFolder?: string): Promise<DesktopApp> {
  const folder = mkdtempSync(join(tmpdir(), 'proxylab-desktop-'));
  const labFolder = chosenFolder ?? join(folder, 'lab');
  process.env['PROXYLAB_LAB'] = labFolder;
  process.env['ELECTRON_DOUBLE_FOLDER'] = join(folder, 'profile');
  registerHooks({
    resolve: (specifier, context, next) =>
      specifier === 'electron' ? { url: fakeElectron, shortCircuit: true } : next(specifier, context),
  });
  const opened = new Promise<Page>((found) => double.app.once('web-contents-created', () => setImmediate(() => found(firstPage()))));
  await import(pathToFileURL(entry).href);
  return {
    page: await opened,
    labFolder,
    async close() {
      await quitApp();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function firstPage(): Promise<Page> {
  const [window] = double.windows;
  if (window === undefined) throw new Error('the app opened no window');
  await new Promise<void>((shown) => window.once('ready-to-show', () => shown()));
  return window.page;
}
