import assert from 'node:assert/strict';
import { basename, dirname } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { withoutChromium } from './harness/chromium.ts';
import { startDesktopApp, type DesktopApp } from './harness/desktop-app.ts';
import { double } from './harness/electron-double.ts';
import { FakeDownload, preventable } from './harness/fake-window.ts';

describe('the desktop shell', { skip: withoutChromium() }, () => {
  let app: DesktopApp;
  before(async () => {
    app = await startDesktopApp();
  });
  after(async () => {
    await app.close();
    assert.deepEqual(
      double.utilityProcesses.map(({ pid }) => pid),
      double.utilityProcesses.map(() => undefined),
      'quitting leaves no process behind',
    );
  });

  it('sandboxes everything, and hands the page two functions', async () => {
    assert.equal(double.sandboxed, true);
    assert.deepEqual(
      await app.page.evaluate(() =>
        Object.entries(Reflect.get(window, 'lab') as object).map(([name, value]) => `${name}: ${typeof value}`),
      ),
      ['connect: function', 'chooseLab: function'],
    );
    assert.deepEqual(await app.page.evaluate(() => ['require', 'process', 'ipcRenderer'].filter((name) => name in window)), []);
  });

  it('navigates nowhere else', async () => {
    const before = app.page.url();
    const refused = app.page.waitForResponse('https://evil.invalid/');
    await app.page.evaluate(() => void (location.href = 'https://evil.invalid/'));
    assert.equal((await refused).status(), 204); // the double's word for a prevented navigation
    assert.equal(app.page.url(), before);
  });

  it('prevents redirects and webviews, and opens no window', () => {
    const contents = double.windows[0]?.webContents;
    assert.ok(contents);
    for (const name of ['will-redirect', 'will-frame-navigate', 'will-attach-webview']) {
      const event = preventable({ url: 'https://evil.invalid/' });
      contents.emit(name, event);
      assert.equal(event.defaultPrevented, true, name);
    }
    const links = ['https://evil.invalid/', 'file:///etc/passwd', 'http://arxiv.org/', 'https://arxiv.org/abs/2111.01203'];
    for (const url of links) assert.deepEqual(contents.openHandler?.({ url }), { action: 'deny' });
    assert.deepEqual(double.openedLinks, ['https://arxiv.org/abs/2111.01203']);
  });

  it('grants no permission and no device', () => {
    const granted: unknown[] = [];
    const [own, foreign] = ['app://lab/devices', 'https://evil.invalid/'] as const;
    const ask = (permission: string, requestingUrl: string): void =>
      double.session.permissionRequest?.(null, permission, (answer) => granted.push(answer), { requestingUrl });
    for (const permission of ['media', 'geolocation', 'clipboard-read', 'notifications']) ask(permission, own);
    ask('clipboard-sanitized-write', foreign);
    double.session.bluetoothPairing?.({}, ({ confirmed }) => granted.push(confirmed));
    const check = (permission: string, origin: string): boolean | undefined => double.session.permissionCheck?.(null, permission, origin);
    granted.push(check('media', own), check('clipboard-sanitized-write', foreign), double.session.devicePermission?.());
    assert.deepEqual(granted, Array<boolean>(9).fill(false));
    ask('clipboard-sanitized-write', own);
    assert.deepEqual([granted.at(-1), check('clipboard-sanitized-write', own)], [true, true], '“Copy details” works');

    const chosen: unknown[] = [];
    for (const kind of ['select-usb-device', 'select-hid-device']) {
      const event = preventable({});
      double.session.emit(kind, event, {}, (id?: string) => chosen.push(id));
      assert.equal(event.defaultPrevented, true, kind);
    }
    double.session.emit('select-serial-port', preventable({}), [], null, (id: string) => chosen.push(id));
    double.windows[0]?.webContents.emit('select-bluetooth-device', preventable({}), [], (id: string) => chosen.push(id));
    assert.deepEqual(chosen, [undefined, undefined, '', '']);
  });

  it('saves nothing that the page did not make itself, and asks where', () => {
    const save = (url: string, fileName: string): { readonly prevented: boolean; readonly item: FakeDownload } => {
      const [event, item] = [preventable({}), new FakeDownload(url, fileName)];
      double.session.emit('will-download', event, item);
      return { prevented: event.defaultPrevented, item };
    };
    assert.equal(save('https://evil.invalid/a.exe', 'a.exe').prevented, true);
    assert.equal(save('blob:https://evil.invalid/1', 'a.csv').prevented, true);
    const first = save('blob:app://lab/1', 'chart.csv');
    assert.equal(first.prevented, false);
    assert.equal(basename(dirname(first.item.saveDialog?.defaultPath ?? '')), 'downloads');
    assert.deepEqual(
      first.item.saveDialog?.filters.map(({ extensions }) => extensions),
      [['csv'], ['*']],
    );
    first.item.savePath = '/home/me/papers/chart.csv';
    first.item.emit('done', {}, 'completed');
    assert.equal(save('blob:app://lab/2', 'cell.onnx').item.saveDialog?.defaultPath, '/home/me/papers/cell.onnx');
  });

  it('reaches no network', () => {
    const cancelled = (url: string): boolean | undefined => {
      let answer: boolean | undefined;
      double.session.beforeRequest?.({ url }, ({ cancel }) => (answer = cancel));
      return answer;
    };
    for (const url of ['https://evil.invalid/', 'http://127.0.0.1/', 'ws://127.0.0.1/', 'file:///etc/passwd', 'app://evil/'])
      assert.equal(cancelled(url), true, url);
    for (const url of ['app://lab/', 'blob:app://lab/1', 'data:image/png;base64,']) assert.equal(cancelled(url), false, url);
    assert.ok(double.switches.includes('disable-background-networking'));
  });

  it('serves the window’s files and nothing else', async () => {
    const fetchApp = async (url: string, method = 'GET'): Promise<number> => {
      const response = await double.protocolHandler()?.(new Request(url, { method }));
      assert.match(response?.headers.get('content-security-policy') ?? '', /default-src 'self'.*object-src 'none'.*base-uri 'none'/);
      return response?.status ?? 0;
    };
    assert.equal(await fetchApp('app://lab/'), 200);
    assert.equal(await fetchApp('app://lab/measure?campaign=new'), 200);
    for (const url of [
      'app://lab/../../package.json',
      'app://lab/..%2f..%2fpackage.json',
      'app://lab/%2e%2e/%2e%2e/package.json',
      'app://lab/..%5c..%5cpackage.json',
      'app://lab/a%00.js',
      'app://lab/%zz.js',
      'app://lab/missing.js',
    ])
      assert.equal(await fetchApp(url), 404, url);
    assert.equal(await fetchApp('app://evil/index.html'), 403);
    assert.equal(await fetchApp('app://lab/', 'POST'), 403);
  });

  it('runs no script that was put into the page', async () => {
    const ran = await app.page.evaluate(() => {
      const script = document.createElement('script');
      script.textContent = 'window.injected = true';
      document.body.append(script);
      return 'injected' in window;
    });
    assert.equal(ran, false);
  });

  it('gives no port to a frame of another origin', () => {
    const handed: unknown[] = [];
    for (const origin of ['https://evil.invalid', 'null', 'app://evil'])
      double.ipcMain.emit('lab:connect', { senderFrame: { origin, postMessage: (...args: unknown[]) => handed.push(args) } });
    double.ipcMain.emit('lab:connect', { senderFrame: null });
    assert.deepEqual(handed, []);
  });
});
