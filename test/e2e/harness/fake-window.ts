import { EventEmitter } from 'node:events';
import { readFileSync } from 'node:fs';
import type { BrowserContext, Page, Route } from 'playwright-core';
import { newPage } from './chromium.ts';
import { double } from './electron-double.ts';
import { PortBridge, type FakePort, type PortTraffic } from './fake-ports.ts';
import { pageShim } from './page-shim.ts';

/** Stands for app://lab in Chromium, which does not know the app's scheme. */
const origin = 'https://lab.app.invalid';
const toApp = (url: string): string => url.replace(origin, 'app://lab');
const toReal = (url: string): string => url.replace(/^app:\/\/lab/, origin);

/** What must hold of every window; each is a line of Electron's security checklist. */
const secure = { contextIsolation: true, sandbox: true, nodeIntegration: false, webSecurity: true, webviewTag: false };

interface WindowOptions {
  readonly width: number;
  readonly height: number;
  readonly webPreferences: Readonly<Record<string, unknown>> & { readonly preload: string };
}

type Encoded = string | { readonly base64: string };

function encode(data: unknown): Encoded {
  if (typeof data === 'string') return data;
  if (data instanceof Uint8Array || data instanceof ArrayBuffer) return { base64: Buffer.from(data as Uint8Array).toString('base64') };
  throw new Error(`a port was given a ${typeof data}, which the double does not carry`);
}

function decode(data: Encoded): unknown {
  return typeof data === 'string' ? data : new Uint8Array(Buffer.from(data.base64, 'base64'));
}

/** An event that a listener can prevent. */
export function preventable<Details extends object>(details: Details): Details & { defaultPrevented: boolean; preventDefault(): void } {
  const event = { ...details, defaultPrevented: false, preventDefault: () => void (event.defaultPrevented = true) };
  return event;
}

/** Electron's DownloadItem, as far as the app looks at it. */
export class FakeDownload extends EventEmitter {
  readonly #url: string;
  readonly #fileName: string;
  saveDialog: { readonly defaultPath: string; readonly filters: readonly { readonly extensions: readonly string[] }[] } | undefined;
  savePath = '';

  constructor(url: string, fileName: string) {
    super();
    this.#url = url;
    this.#fileName = fileName;
  }

  getURL = (): string => this.#url;
  getFilename = (): string => this.#fileName;
  getSavePath = (): string => this.savePath;
  setSaveDialogOptions = (options: NonNullable<FakeDownload['saveDialog']>): void => void (this.saveDialog = options);
}

class FakeFrame {
  readonly #contents: FakeContents;

  constructor(contents: FakeContents) {
    this.#contents = contents;
  }

  get url(): string {
    return toApp(this.#contents.page.url());
  }

  get origin(): string {
    return toApp(new URL(this.#contents.page.url()).origin);
  }

  postMessage(channel: string, message: unknown, ports: readonly FakePort[] = []): void {
    this.#contents.post(channel, message, ports);
  }
}

/** Electron's WebContents over a page of Chromium. */
class FakeContents extends EventEmitter {
  readonly mainFrame = new FakeFrame(this);
  openHandler: ((details: { readonly url: string }) => { readonly action: string }) | undefined;
  #page: Page | undefined;
  #bridge = this.#newBridge();

  get page(): Page {
    if (this.#page === undefined) throw new Error('nothing is loaded yet');
    return this.#page;
  }

  setWindowOpenHandler(handler: NonNullable<FakeContents['openHandler']>): void {
    this.openHandler = handler;
  }

  post(channel: string, message: unknown, ports: readonly FakePort[]): void {
    this.#call('message', channel, message, this.#bridge.transfer(ports));
  }

  async attach(page: Page, bridge: string): Promise<void> {
    this.#page = page;
    await page.exposeBinding('doubleToMain', (_source, kind: string, ...args: unknown[]) => this.#receive(kind, args));
    await page.addInitScript(pageShim(bridge));
    page.on('download', (download) => {
      const event = preventable({});
      double.session.emit('will-download', event, new FakeDownload(toApp(download.url()), download.suggestedFilename()), this);
      if (event.defaultPrevented) void download.cancel();
    });
    page.on('popup', (popup) => void popup.close());
    page.once('close', () => this.#bridge.closeAll());
  }

  #receive(kind: string, args: readonly unknown[]): void {
    if (kind === 'new-document') {
      this.emit('did-navigate');
      this.#bridge.closeAll(); // ports die with the document that held them
      this.#bridge = this.#newBridge();
    } else if (kind === 'ipc') {
      const [channel, values] = args as [string, unknown[]];
      double.ipcMain.emit(channel, { sender: this, senderFrame: this.mainFrame }, ...values);
    } else {
      const [port, data] = args as [number, Encoded];
      this.#bridge.receive({ kind: 'data', port, data: decode(data) });
    }
  }

  #newBridge(): PortBridge {
    return new PortBridge((traffic: PortTraffic) => {
      if (traffic.kind === 'data') this.#call('data', traffic.port, encode(traffic.data));
      else this.#call('close', traffic.port);
    });
  }

  #call(method: string, ...args: unknown[]): void {
    if (this.page.isClosed()) return;
    this.page
      .evaluate(
        ([name, values]) =>
          (globalThis as unknown as { doubleFromMain: Record<string, (...values: unknown[]) => void> }).doubleFromMain[name]?.(...values),
        [method, args] as const,
      )
      .catch(() => {}); // a page that is just going away no longer hears; so it is in Electron
  }
}

/** Electron's BrowserWindow over a browser context with one page. */
export class BrowserWindow extends EventEmitter {
  readonly options: WindowOptions;
  readonly webContents = new FakeContents();
  #context: BrowserContext | undefined;
  #loading: Promise<unknown> = Promise.resolve();
  #destroyed = false;

  constructor(options: WindowOptions) {
    super();
    this.options = options;
    for (const [name, value] of Object.entries(secure)) {
      if (options.webPreferences[name] !== value) throw new Error(`webPreferences.${name} must be ${String(value)}`);
    }
    double.windows.push(this);
    double.app.emit('web-contents-created', {}, this.webContents);
  }

  get page(): Page {
    return this.webContents.page;
  }

  loadURL(url: string): Promise<void> {
    const loading = this.#load(url);
    this.#loading = loading.catch(() => {});
    return loading;
  }

  async #load(url: string): Promise<void> {
    const browser = await double.browser();
    const { width, height } = this.options;
    const page = await newPage(browser, { viewport: { width, height } });
    this.#context = page.context();
    await this.webContents.attach(page, readFileSync(this.options.webPreferences.preload, 'utf8'));
    await this.#context.route('**/*', (route) => this.#route(route));
    page.once('close', () => this.#closed());
    await page.goto(toReal(url));
    this.emit('ready-to-show');
  }

  /** Whether a person works in it; tests say so. */
  focused = true;
  /** How often the app brought it to the front. */
  broughtToFront = 0;

  show(): void {}

  focus(): void {
    this.broughtToFront++;
  }

  isFocused(): boolean {
    return this.focused;
  }

  restore(): void {}

  isMinimized(): boolean {
    return false;
  }

  isDestroyed(): boolean {
    return this.#destroyed;
  }

  getNormalBounds(): { x: number; y: number; width: number; height: number } {
    return { x: 0, y: 0, width: this.options.width, height: this.options.height };
  }

  async close(): Promise<void> {
    if (this.#destroyed) return;
    this.emit('close', preventable({}));
    this.#destroyed = true;
    await this.#loading; // Playwright fails when a page goes that it is still preparing
    await this.#context?.close();
  }

  async #route(route: Route): Promise<void> {
    const request = route.request();
    const url = toApp(request.url());
    if (request.isNavigationRequest() && this.page.url().startsWith(origin)) {
      const event = preventable({ url });
      this.webContents.emit(request.frame() === this.page.mainFrame() ? 'will-navigate' : 'will-frame-navigate', event);
      if (event.defaultPrevented) return route.fulfill({ status: 204, body: '' }); // keeps the page, as preventDefault does
    }
    const handler = double.protocolHandler();
    if (!url.startsWith('app:') || handler === undefined) return route.abort(); // no network
    const response = await handler(new Request(url, { method: request.method() }));
    return route.fulfill({
      status: response.status,
      headers: Object.fromEntries(response.headers),
      body: Buffer.from(await response.arrayBuffer()),
    });
  }

  #closed(): void {
    this.#destroyed = true;
    this.emit('closed');
    double.app.emit('window-all-closed');
  }
}
