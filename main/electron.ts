import { join } from 'node:path';
import { app, dialog, ipcMain, MessageChannelMain, protocol, session, shell, type BrowserWindow } from 'electron';
import { registerAppScheme, serveApp } from './shell/app-protocol.ts';
import { keychainCipher } from './shell/keychain-cipher.ts';
import { LabProcess } from './shell/lab-process.ts';
import { installMenu } from './shell/menu.ts';
import { confineContents, denyPermissions, isFromApp, restrictDownloads } from './shell/security.ts';
import { SecretVault } from './shell/secret-vault.ts';
import { openWindow, showWindow } from './shell/window.ts';

process.env['ORT_DISABLE_TELEMETRY'] = '1'; // inherited by every process that loads ONNX Runtime

const built = {
  window: join(import.meta.dirname, '../renderer'),
  bridge: join(import.meta.dirname, '../preload/bridge.cjs'),
  labProcess: join(import.meta.dirname, 'lab-process.js'),
  runner: join(import.meta.dirname, 'runner-process.js'),
};

registerAppScheme(protocol);
app.enableSandbox();
confineContents(app, shell);

async function start(): Promise<void> {
  await app.whenReady();
  denyPermissions(session.defaultSession);
  restrictDownloads(session.defaultSession);
  serveApp(protocol, built.window);
  installMenu();

  const lab = new LabProcess({
    labEntry: built.labProcess,
    runnerEntry: built.runner,
    secrets: new SecretVault(join(app.getPath('userData'), 'secrets.json'), keychainCipher),
    onFailure(message, remedy) {
      dialog.showErrorBox(message, remedy);
      app.quit();
    },
  });
  closeLabBeforeQuit(lab);
  ipcMain.on('lab:connect', (event) => {
    if (!isFromApp(event)) return;
    const { port1, port2 } = new MessageChannelMain();
    lab.connect(port1);
    event.senderFrame?.postMessage('lab:port', null, [port2]);
  });

  let window: BrowserWindow = await openWindow(built.bridge);
  app.on('second-instance', () => showWindow(window));
  app.on('activate', () => {
    if (window.isDestroyed()) void openWindow(built.bridge).then((opened) => (window = opened)); // macOS: the app outlives its window
  });
  app.on('window-all-closed', () => {
    if (process.platform !== 'darwin') app.quit();
  });
}

/** The lab is closed properly before the app goes: jobs stop, and what they did is committed. */
function closeLabBeforeQuit(lab: LabProcess): void {
  let closed = false;
  app.on('will-quit', (event) => {
    if (closed) return;
    event.preventDefault();
    void lab.close().finally(() => {
      closed = true;
      app.quit();
    });
  });
}

if (app.requestSingleInstanceLock()) void start();
else app.quit();
