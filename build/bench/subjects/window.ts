import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { buildIfStale } from '../../window-build.ts';
import type { Figure, FiguresSubject } from '../subject.ts';

const root = resolve(import.meta.dirname, '../../..');
const test = join(root, 'test/e2e/speed/measure-window.ts');

/** The built window in headless Chromium over a lab with a million samples. */
export const window: FiguresSubject = {
  name: 'the window in a browser',
  lack: 'this computer has no Chromium',
  async look() {
    const failure = buildIfStale(root);
    if (failure !== null) throw new Error(failure);
    const { measureWindow } = (await import(pathToFileURL(test).href)) as {
      readonly measureWindow: () => Promise<readonly Figure[] | null>;
    };
    return await measureWindow();
  },
};
