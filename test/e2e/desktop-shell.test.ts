import assert from 'node:assert/strict';
import { once } from 'node:events';
import { after, before, describe, it } from 'node:test';
import { withoutChromium } from './harness/chromium.ts';
import { startDesktopApp, type DesktopApp } from './harness/desktop-app.ts';
import { double } from './harness/electron-double.ts';
import { preventable } from './harness/fake-window.ts';

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

  it('sandboxes everything, and hands the page one function', async () => {
    assert.equal(double.sandboxed, true);
    assert.deepEqual(
      await app.page.evaluate(() =>
        Object.entries(Reflect.get(window, 'lab') as object).map(([name, value]) => `${name}: ${typeof value}`),
      ),
      ['connect: function'],
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
    for (const permission of ['media', 'geolocation', 'clipboard-read', 'notifications'])
      double.session.permissionRequest?.(null, permission, (answer) => granted.push(answer));
    double.session.bluetoothPairing?.({}, ({ confirmed }) => granted.push(confirmed));
    granted.push(double.session.permissionCheck?.(), double.session.devicePermission?.());
    assert.deepEqual(granted, Array<boolean>(7).fill(false));

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

  it('saves nothing that the page did not make itself', () => {
    for (const [url, prevented] of [
      ['https://evil.invalid/a.exe', true],
      ['blob:https://evil.invalid/1', true],
      ['blob:app://lab/1', false],
    ] as const) {
      const event = preventable({});
      double.session.emit('will-download', event, { getURL: () => url });
      assert.equal(event.defaultPrevented, prevented, url);
    }
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

  it('starts the lab again when its process dies, and the window finds it', async () => {
    const [first] = double.utilityProcesses;
    assert.ok(first);
    await app.page.getByText('This computer').first().waitFor();
    const died = once(first, 'exit');
    first.kill('SIGKILL');
    await died;
    await app.page.getByRole('link', { name: 'Search' }).click(); // asks the lab for its tables
    await app.page.getByText('A search needs latencies to go by').waitFor();
    assert.equal(double.utilityProcesses.length, 2);
    assert.deepEqual(double.errorBoxes, []);
  });
});
