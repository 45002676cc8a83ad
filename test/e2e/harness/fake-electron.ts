import { once } from 'node:events';
import { join } from 'node:path';
import { double, type MenuItem } from './electron-double.ts';
import { FakeUtilityProcess } from './fake-utility-process.ts';
import { preventable } from './fake-window.ts';

/**
 * Stands for the module `electron`, so that the built entries run unmodified in Node.js with Chromium as the window. It can't prove context
 * isolation, the sandbox, fuses or native dialogs; it holds the app to the secure settings for them.
 */
export { BrowserWindow } from './fake-window.ts';
export { FakeNotification as Notification } from './electron-double.ts';
export { MessageChannelMain } from './fake-ports.ts';

let ready = false;
let quitting = false;

export const app = Object.assign(double.app, {
  isPackaged: true,
  async whenReady(): Promise<void> {
    await double.browser();
    ready = true;
  },
  isReady: (): boolean => ready,
  setAppUserModelId(): void {},
  commandLine: {
    appendSwitch(name: string): void {
      if (ready) throw new Error('switches must be set before the app is ready');
      double.switches.push(name);
    },
  },
  getPath: (name: string): string => join(process.env['ELECTRON_DOUBLE_FOLDER'] ?? '', name),
  requestSingleInstanceLock: (): boolean => true,
  enableSandbox(): void {
    double.sandboxed = true;
  },
  /** Windows close, then `will-quit` may hold the end up once. */
  quit(): void {
    void (async () => {
      if (!quitting) {
        quitting = true;
        double.app.emit('before-quit', preventable({}));
        for (const window of double.windows) await window.close();
      }
      const event = preventable({});
      double.app.emit('will-quit', event);
      if (event.defaultPrevented) return;
      await double.closeBrowser();
      double.app.emit('quit', {}, 0);
    })();
  },
});

export const ipcMain = double.ipcMain;
export const session = { defaultSession: double.session };

export const protocol = {
  registerSchemesAsPrivileged(schemes: readonly { readonly scheme: string }[]): void {
    if (ready) throw new Error('schemes must be registered before the app is ready');
    if (!schemes.some(({ scheme }) => scheme === 'app')) throw new Error('the app scheme is missing');
  },
  handle(scheme: string, handler: (request: Request) => Promise<Response>): void {
    double.protocols.set(scheme, handler);
  },
};

export const utilityProcess = {
  fork(...[modulePath, args, options]: ConstructorParameters<typeof FakeUtilityProcess>): FakeUtilityProcess {
    const child = new FakeUtilityProcess(modulePath, args, options);
    double.utilityProcesses.push(child);
    return child;
  },
};

export const dialog = {
  showErrorBox: (title: string, content: string): void => void double.errorBoxes.push({ title, content }),
  showOpenDialog(): Promise<{ canceled: boolean; filePaths: string[] }> {
    const filePaths = double.chosenFiles.splice(0, 1);
    return Promise.resolve({ canceled: filePaths.length === 0, filePaths });
  },
};
export const shell = {
  openExternal: (url: string): Promise<void> => Promise.resolve(void double.openedLinks.push(url)),
  openPath(path: string): Promise<string> {
    double.openedPaths.push(path);
    return Promise.resolve('');
  },
};
/** No keychain, as on a machine without a keyring: nothing is kept. */
export const safeStorage = { isEncryptionAvailable: (): boolean => false };
export const nativeTheme = { shouldUseDarkColors: false };
export const Menu = {
  setApplicationMenu: (menu: readonly MenuItem[]): void => void (double.menu = menu),
  buildFromTemplate: (template: readonly MenuItem[]): readonly MenuItem[] => template,
};

const display = { workArea: { x: 0, y: 0, width: 1440, height: 900 } };
export const screen = { getPrimaryDisplay: () => display, getDisplayMatching: () => display };

/** Waits until the app has quit: the lab is closed, its processes are gone. */
export async function quitApp(): Promise<void> {
  const quit = once(double.app, 'quit');
  app.quit();
  await quit;
}
