import { join } from 'node:path';
import { app, BrowserWindow, nativeTheme, screen } from 'electron';
import { appOrigin } from './origin.ts';
import { minimumSize, rememberBounds, rememberedBounds } from './window-bounds.ts';

/** The window's ground before its styles are there; the same as `--bg` of the renderer's tokens, so that nothing flashes. */
const ground = { light: '#f3f5f6', dark: '#0e1418' };

/** Opens the lab's window; `preload` is the built bridge, `prepare` sees the window before it loads. */
async function openWindow(preload: string, prepare: (window: BrowserWindow) => void): Promise<BrowserWindow> {
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
  prepare(window);
  window.once('ready-to-show', () => window.show());
  window.on('close', () => rememberBounds(boundsFile, window.getNormalBounds()));
  await window.loadURL(`${appOrigin}/`).catch((error: unknown) => {
    if (!window.isDestroyed()) throw error; // closed while it was loading: nothing is wrong
  });
  return window;
}

/** The lab's one window, which may be closed while the app lives on (macOS). */
export class LabWindow {
  readonly #preload: string;
  readonly #onGone: () => void;
  #window: Promise<BrowserWindow> | undefined;

  /** `onGone` is called when the page goes: the window is closed, or loads it anew. */
  constructor(preload: string, onGone: () => void) {
    this.#preload = preload;
    this.#onGone = onGone;
  }

  /** Brings it to the front; opens it where it is not open. */
  async show(): Promise<void> {
    if (this.#window === undefined) {
      this.#window = openWindow(this.#preload, (window) => {
        window.webContents.on('did-navigate', this.#onGone);
        window.once('closed', () => {
          this.#window = undefined;
          this.#onGone();
        });
      });
      await this.#window;
    } else {
      const window = await this.#window;
      if (window.isMinimized()) window.restore();
      window.focus();
    }
  }

  /** Whether a person works in it. */
  async isFocused(): Promise<boolean> {
    return (await this.#window)?.isFocused() ?? false;
  }
}
