import { EventEmitter } from 'node:events';
import type { Browser } from 'playwright-core';
import { launchChromium } from './chromium.ts';
import type { FakeUtilityProcess } from './fake-utility-process.ts';
import type { BrowserWindow } from './fake-window.ts';

type ProtocolHandler = (request: Request) => Promise<Response>;

type PermissionRequestHandler = (
  contents: unknown,
  permission: string,
  decide: (granted: boolean) => void,
  details: { readonly requestingUrl: string },
) => void;
type WebRequestHandler = (details: { readonly url: string }, answer: (response: { readonly cancel?: boolean }) => void) => void;

/** The session of the window: keeps the handlers that the app sets, so that tests can ask them. */
export class FakeSession extends EventEmitter {
  permissionRequest: PermissionRequestHandler | undefined;
  permissionCheck: ((contents: unknown, permission: string, origin: string) => boolean) | undefined;
  devicePermission: (() => boolean) | undefined;
  bluetoothPairing: ((details: unknown, decide: (response: { confirmed: boolean }) => void) => void) | undefined;

  beforeRequest: WebRequestHandler | undefined;
  readonly webRequest = { onBeforeRequest: (handler: WebRequestHandler): void => void (this.beforeRequest = handler) };

  setPermissionRequestHandler(handler: NonNullable<FakeSession['permissionRequest']>): void {
    this.permissionRequest = handler;
  }

  setPermissionCheckHandler(handler: NonNullable<FakeSession['permissionCheck']>): void {
    this.permissionCheck = handler;
  }

  setDevicePermissionHandler(handler: () => boolean): void {
    this.devicePermission = handler;
  }

  setBluetoothPairingHandler(handler: NonNullable<FakeSession['bluetoothPairing']>): void {
    this.bluetoothPairing = handler;
  }
}

export interface MenuItem {
  readonly label?: string;
  readonly role?: string;
  readonly submenu?: readonly MenuItem[];
  readonly click?: () => void;
}

/** A notification of the system; tests click it by `emit('click')`. */
export class FakeNotification extends EventEmitter {
  static isSupported = (): boolean => true;
  readonly options: { readonly title: string; readonly body: string };

  constructor(options: FakeNotification['options']) {
    super();
    this.options = options;
  }

  show(): void {
    double.notifications.push(this);
  }
}

/** Everything that the double of Electron knows: what the app did to it, for tests to look at. */
class ElectronDouble {
  readonly app = new EventEmitter();
  readonly ipcMain = new EventEmitter();
  readonly session = new FakeSession();
  readonly windows: BrowserWindow[] = [];
  readonly utilityProcesses: FakeUtilityProcess[] = [];
  readonly protocols = new Map<string, ProtocolHandler>();
  readonly errorBoxes: { readonly title: string; readonly content: string }[] = [];
  readonly openedLinks: string[] = [];
  readonly openedPaths: string[] = [];
  readonly switches: string[] = [];
  readonly notifications: FakeNotification[] = [];
  /** What a person chooses in the next dialogs that ask for a file; without an answer they cancel. */
  readonly chosenFiles: string[] = [];
  menu: readonly MenuItem[] = [];
  sandboxed = false;
  #browser: Promise<Browser> | undefined;

  browser(): Promise<Browser> {
    return (this.#browser ??= launchChromium());
  }

  protocolHandler(): ProtocolHandler | undefined {
    return this.protocols.get('app');
  }

  async closeBrowser(): Promise<void> {
    await (await this.#browser)?.close();
  }
}

export const double = new ElectronDouble();
