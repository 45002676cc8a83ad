import { join } from 'node:path';
import { app, BrowserWindow, nativeTheme, screen } from 'electron';
import { appOrigin } from './origin.ts';
import { minimumSize, rememberBounds, rememberedBounds } from './window-bounds.ts';

/** The window's ground before its styles are there; the same as `--bg` of the renderer's tokens, so that nothing flashes. */
const ground = { light: '#f3f5f6', dark: '#0e1418' };

/** Opens the lab's window; `preload` is the built bridge. */
export async function openWindow(preload: string): Promise<BrowserWindow> {
  const boundsFile = join(app.getPath('userData'), 'window.json');
  const window = new BrowserWindow({
    ...rememberedBounds(boundsFile, screen),
    minWidth: minimumSize.width,
    minHeight: minimumSize.height,
    title: 'ProxyLab',
    backgroundColor: nativeTheme.shouldUseDarkColors ? ground.dark : ground.light,
    show: false,
    webPreferences: {
      preload,
      contextIsolation: true,
      sandbox: true,
      nodeIntegration: false,
      webSecurity: true,
      webviewTag: false,
      spellcheck: false,
    },
  });
  window.once('ready-to-show', () => window.show());
  window.on('close', () => rememberBounds(boundsFile, window.getNormalBounds()));
  await window.loadURL(`${appOrigin}/`).catch((error: unknown) => {
    if (!window.isDestroyed()) throw error; // closed while it was loading: nothing is wrong
  });
  return window;
}

/** Brings the open window to the front: somebody started the app a second time. */
export function showWindow(window: BrowserWindow): void {
  if (window.isMinimized()) window.restore();
  window.focus();
}
