import { EventEmitter } from 'node:events';
import type { Browser } from 'playwright-core';
import { launchChromium } from './chromium.ts';
import type { FakeUtilityProcess } from './fake-utility-process.ts';
import type { BrowserWindow } from './fake-window.ts';

type ProtocolHandler = (request: Request) => Promise<Response>;

/** The session of the window: keeps the handlers that the app sets, so that tests can ask them. */
export class FakeSession extends EventEmitter {
  permissionRequest: ((contents: unknown, permission: string, decide: (granted: boolean) => void) => void) | undefined;
  permissionCheck: (() => boolean) | undefined;
  devicePermission: (() => boolean) | undefined;
  bluetoothPairing: ((details: unknown, decide: (response: { confirmed: boolean }) => void) => void) | undefined;

  setPermissionRequestHandler(handler: NonNullable<FakeSession['permissionRequest']>): void {
    this.permissionRequest = handler;
  }

  setPermissionCheckHandler(handler: () => boolean): void {
    this.permissionCheck = handler;
  }

  setDevicePermissionHandler(handler: () => boolean): void {
    this.devicePermission = handler;
  }

  setBluetoothPairingHandler(handler: NonNullable<FakeSession['bluetoothPairing']>): void {
    this.bluetoothPairing = handler;
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
