import { getRawHeader } from '@electron/asar';
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { assertFuses, packApp, type PackedApp } from './harness/packed-app.ts';

describe('the package for macOS', () => {
  let app: PackedApp;
  before(async () => {
    app = await packApp('darwin-arm64');
  });
  after(() => app.remove());

  it('holds the native files of its platform and the runners of ARM devices', () => {
    const natives = 'node_modules/onnxruntime-node/bin/napi-v6';
    const unpacked = app.files.filter((file) => app.isUnpacked(file));
    const folders = new Set(unpacked.map((file) => file.slice(0, file.lastIndexOf('/'))));
    assert.deepEqual(
      [...folders].sort((a, b) => a.localeCompare(b)),
      [
        `${natives}/darwin/arm64`,
        `${natives}/linux/arm64`,
        'resources/runner/bundles/android-arm64',
        'resources/runner/bundles/linux-arm64',
      ],
    );
    assert.deepEqual(
      unpacked.filter((file) => file.endsWith('.node')),
      [`${natives}/darwin/arm64/onnxruntime_binding.node`],
    );
  });

  it('is offered for device profiles without taking JSON over, and tells the archive’s hash', () => {
    const plist = readFileSync(join(app.packed, 'Contents/Info.plist'), 'utf8').replaceAll(/\s+/g, '');
    assert.match(plist, /<key>CFBundleIdentifier<\/key><string>org\.proxylab\.ProxyLab</);
    assert.match(plist, /<key>CFBundleDocumentTypes<\/key><array><dict><key>CFBundleTypeExtensions<\/key><array><string>json<\/string>/);
    assert.match(plist, /<key>LSHandlerRank<\/key><string>Alternate</);
    const { headerString } = getRawHeader(app.archive);
    const hash = createHash('sha256').update(headerString).digest('hex');
    assert.match(plist, new RegExp(`<key>ElectronAsarIntegrity</key><dict><key>Resources/app\\.asar</key>.*<string>${hash}<`));
  });

  it('has every fuse set as it should be, and brings icon and licences', async () => {
    const contents = join(app.packed, 'Contents');
    await assertFuses(app.packed);
    for (const file of ['icon.icns', 'NOTICES.txt', 'LICENSE.electron.txt', 'LICENSES.chromium.html'])
      assert.ok(existsSync(join(contents, 'Resources', file)), file);
    assert.ok(!existsSync(join(contents, 'Resources/default_app.asar')));
  });
});
