import { extractAll, extractFile } from '@electron/asar';
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { pathToFileURL } from 'node:url';
import { runnerManifest } from '../../main/devices/runner-manifest.ts';
import { WorkerPool } from '../../main/jobs/worker-pool.ts';
import { signatureTask } from '../../main/services/signature-task.ts';
import { withoutChromium } from './harness/chromium.ts';
import { startDesktopApp, type DesktopApp } from './harness/desktop-app.ts';
import { double } from './harness/electron-double.ts';
import { assertFuses, packApp, type PackedApp } from './harness/packed-app.ts';

const natives = 'node_modules/onnxruntime-node/bin/napi-v6';

describe('the package for Linux', () => {
  let app: PackedApp;
  before(async () => {
    app = await packApp('linux-x64');
  });
  after(() => app.remove());

  const under = (start: string): string[] => app.files.filter((path) => path.startsWith(start));

  it('holds what is built and what it needs, and no sources or tests', (t) => {
    for (const path of [
      'package.json',
      'out/main/electron.js',
      'out/main/lab-process.js',
      'out/preload/bridge.cjs',
      'out/renderer/index.html',
    ])
      assert.ok(app.files.includes(path), path);
    for (const path of ['resources/sample/nas-bench-201.csv', 'resources/signatures/fbnet.json', 'node_modules/ws/package.json'])
      assert.ok(app.files.includes(path), path);
    const tops = new Set(app.files.map((path) => path.split('/')[0] ?? ''));
    assert.deepEqual(
      [...tops].sort((a, b) => a.localeCompare(b)),
      ['node_modules', 'out', 'package.json', 'resources'],
    );
    assert.deepEqual(
      app.files.filter((path) => /\.(tsx?|map|c|h|cc|node-gyp|gyp)$|\/(tests?|__tests__)\//.test(path)),
      [],
    );
    for (const name of ['react', 'electron', 'vite', 'adm-zip', 'global-agent', 'cpu-features', 'nan'])
      assert.deepEqual(under(`node_modules/${name}/`), [], name);
    const size = /linux-unpacked: (.*)/.exec(app.printed)?.[1];
    assert.match(size ?? '', /^\d+\.\d MB: Electron .*, program .*, native files .*, for devices .*$/);
    t.diagnostic(`package without Electron: ${size}`);
  });

  it('holds the native files of its platform and the runners of devices, beside the archive', () => {
    assert.deepEqual(under(natives).sort(), [
      `${natives}/linux/arm64/libonnxruntime.so.1`,
      `${natives}/linux/x64/libonnxruntime.so.1`,
      `${natives}/linux/x64/onnxruntime_binding.node`,
    ]);
    const bundled = under('resources/runner/bundles/');
    for (const path of [...under(natives), ...bundled]) assert.equal(app.isUnpacked(path), true, path);
    assert.deepEqual(app.files.filter((path) => app.isUnpacked(path)).length, under(natives).length + bundled.length);
    for (const { source, path, sha256 } of runnerManifest.bundles.flatMap((bundle) => bundle.files)) {
      const file = join(`${app.archive}.unpacked`, source === 'resources' ? 'resources/runner' : 'node_modules/onnxruntime-node', path);
      assert.equal(createHash('sha256').update(readFileSync(file)).digest('hex'), sha256, path);
    }
  });

  it('is laid out as its code expects', () => {
    // Defaults of the command line, which runs from the sources; the desktop app gives its own.
    const defaults = ['./runner/bench.ts', 'worker-thread.ts', '../resources'];
    const addresses = under('out/main/').flatMap((file) => {
      const text = extractFile(app.archive, file).toString('utf8');
      const found = text.matchAll(/(?:new URL\(\s*|join\(\s*import\.meta\.dirname,\s*)["'`]([^"'`]+)["'`]/g);
      return [...found].map(([, address = '']) => ({ address, path: posix.join(posix.dirname(file), address) }));
    });
    const missing = addresses.filter(({ path }) => !app.files.some((file) => file === path || file.startsWith(`${path}/`)));
    assert.deepEqual(
      missing.map(({ address }) => address).sort((a, b) => a.localeCompare(b)),
      defaults.sort((a, b) => a.localeCompare(b)),
    );
    assert.ok(addresses.some(({ path }) => path === 'resources/runner'));
  });

  it('has every fuse set as it should be', async () => {
    await assertFuses(join(app.packed, 'proxylab'));
  });

  it('brings the licences, and nothing of Electron’s own app, other languages or updates', () => {
    const notices = readFileSync(join(app.packed, 'resources/NOTICES.txt'), 'utf8');
    for (const title of ['ProxyLab', 'Electron and Chromium', 'react 19', 'recharts 3', 'onnxruntime-node 1', 'ssh2 1'])
      assert.match(notices, new RegExp(`^${title}`, 'm'));
    assert.match(notices, /GNU LESSER GENERAL PUBLIC LICENSE/);
    assert.ok(existsSync(join(app.packed, 'LICENSE.electron.txt')) && existsSync(join(app.packed, 'LICENSES.chromium.html')));
    assert.deepEqual(readdirSync(join(app.packed, 'resources')).sort(), ['NOTICES.txt', 'app.asar', 'app.asar.unpacked']);
    assert.deepEqual(readdirSync(join(app.packed, 'locales')), ['en-US.pak']);
  });

  const cannotRun = process.platform !== 'linux' || process.arch !== 'x64' ? 'the package is for another computer' : withoutChromium();
  describe('run over the double of Electron', { skip: cannotRun }, () => {
    let extracted = '';
    let desktop: DesktopApp;

    before(async () => {
      extracted = join(app.folder, 'extracted');
      extractAll(app.archive, extracted);
      desktop = await startDesktopApp({ entry: join(extracted, 'out/main/electron.js') });
    });
    after(() => desktop.close());

    it('opens its window, and its runner measures', async () => {
      await desktop.page.getByRole('navigation', { name: 'Pages' }).getByRole('link', { name: 'Devices' }).click();
      const smokeTest = desktop.page.getByRole('region', { name: 'Smoke test', exact: true });
      await smokeTest.getByText(/the same result/).waitFor({ timeout: 60_000 });
      assert.ok(double.utilityProcesses.some(({ modulePath }) => modulePath === join(extracted, 'out/main/runner-process.js')));
    });

    it('finds its resources', async () => {
      await desktop.page.getByRole('navigation', { name: 'Pages' }).getByRole('link', { name: 'Monotonicity' }).click();
      await desktop.page
        .getByRole('button', { name: /sample/i })
        .first()
        .click();
      await desktop.page
        .getByRole('region', { name: 'Answer' })
        .getByText(/SRCC|rank/)
        .first()
        .waitFor({ timeout: 60_000 });
    });

    it('works on threads', async () => {
      const pool = new WorkerPool(pathToFileURL(join(extracted, 'out/main/worker-thread.js')));
      const latencyMs = [Float64Array.of(1, 2, 3, 4), Float64Array.of(4, 3, 2, 1)];
      const [chosen] = await pool.use(signatureTask, null, { workers: 1 }, (crew) =>
        crew.map('select', [{ method: 'random', size: 2, seed: 1, latencyMs }]),
      );
      assert.equal(chosen?.length, 2);
    });
  });
});
