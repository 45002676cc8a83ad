import { join } from 'node:path';
import { app, dialog, ipcMain, MessageChannelMain, protocol, session, shell } from 'electron';
import { registerAppScheme, serveApp } from './shell/app-protocol.ts';
import { chooseLabFolder } from './shell/choose-lab-folder.ts';
import { chooseProfile } from './shell/choose-profile.ts';
import type { EndedJob } from './shell/ended-jobs.ts';
import { notifyOfJob } from './shell/job-notification.ts';
import { keychainCipher } from './shell/keychain-cipher.ts';
import { LabProcess } from './shell/lab-process.ts';
import { installMenu } from './shell/menu.ts';
import { cutOffNetwork, silenceChromium } from './shell/offline.ts';
import { openedProfile } from './shell/opened-profile.ts';
import { PageMessages } from './shell/page-messages.ts';
import { askWhereToSave } from './shell/saves.ts';
import { confineContents, denyPermissions, isFromApp } from './shell/security.ts';
import { SecretVault } from './shell/secret-vault.ts';
import { LabWindow } from './shell/window.ts';
import { appId } from './version.ts';

process.env['ORT_DISABLE_TELEMETRY'] = '1'; // inherited by every process that loads ONNX Runtime

const built = {
  window: join(import.meta.dirname, '../renderer'),
  bridge: join(import.meta.dirname, '../preload/bridge.cjs'),
  labProcess: join(import.meta.dirname, 'lab-process.js'),
  runner: join(import.meta.dirname, 'runner-process.js'),
};

const page = new PageMessages();
const window = new LabWindow(built.bridge, () => page.stop());

registerAppScheme(protocol);
app.enableSandbox();
silenceChromium(app);
app.setAppUserModelId(appId); // Windows shows notifications of programs that it knows by it
confineContents(app, shell);

/** Has the lab take over the device profile that a person opened, if any. */
function importProfile(path: string | undefined): void {
  if (path !== undefined) page.say({ type: 'import-profile', path });
}

/** Files and second starts may come before the app is ready: its window opens then anyway. */
function bringToFront(): void {
  if (app.isReady()) void window.show();
}

/** Has the window show the lab of a folder that a person chooses. */
async function openAnotherLab(): Promise<void> {
  const folder = await chooseLabFolder();
  if (folder !== undefined) page.say({ type: 'open-lab', folder });
}

async function notify(job: EndedJob): Promise<void> {
  if (await window.isFocused()) return; // it shows there
  notifyOfJob(job, () => {
    bringToFront();
    page.say({ type: 'show-jobs' });
  });
}

async function start(): Promise<void> {
  importProfile(openedProfile(process.argv, process.cwd()));
  app.on('open-file', (event, path) => {
    event.preventDefault();
    importProfile(path);
    bringToFront();
  });
  app.on('second-instance', (_event, argv, workingFolder) => {
    importProfile(openedProfile(argv, workingFolder));
    bringToFront();
  });

  await app.whenReady();
  denyPermissions(session.defaultSession);
  cutOffNetwork(session.defaultSession);
  askWhereToSave(session.defaultSession, app.getPath('downloads'));
  serveApp(protocol, built.window);
  installMenu({
    openLab: () => void openAnotherLab(),
    importProfile: () => void chooseProfile().then(importProfile),
    showGuide: () => page.say({ type: 'show-guide' }),
    showNotices: () => void shell.openPath(join(process.resourcesPath, 'NOTICES.txt')),
  });

  const lab = new LabProcess({
    labEntry: built.labProcess,
    runnerEntry: built.runner,
    settingsFolder: app.getPath('userData'),
    secrets: new SecretVault(join(app.getPath('userData'), 'secrets.json'), keychainCipher),
    onJobEnded: (job) => void notify(job),
    onRestart: () => page.say({ type: 'lab-restarted' }),
    onFailure(message, remedy) {
      dialog.showErrorBox(message, remedy);
      app.quit();
    },
  });
  closeLabBeforeQuit(lab);
  ipcMain.on('lab:connect', (event) => {
    if (!isFromApp(event) || event.senderFrame === null) return;
    const { port1, port2 } = new MessageChannelMain();
    lab.connect(port1);
    event.senderFrame.postMessage('lab:port', null, [port2]);
    page.listen(event.senderFrame);
  });

  ipcMain.on('lab:choose', (event) => {
    if (isFromApp(event)) void openAnotherLab();
  });

  app.on('activate', bringToFront); // macOS: the app outlives its window
  app.on('window-all-closed', () => {
    if (process.platform !== 'darwin') app.quit();
  });
  await window.show();
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
