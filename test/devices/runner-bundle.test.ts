import assert from 'node:assert/strict';
import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { isLabError } from '../../main/core/lab-error.ts';
import { bundleNameFor, bundleRuntime, loadRunnerBundle } from '../../main/devices/runner-bundle.ts';
import { localRuntime } from '../../main/devices/local/local-description.ts';

const resources = new URL('../../resources/runner', import.meta.url).pathname;

test('a device gets the bundle that runs on it', () => {
  assert.equal(bundleNameFor({ system: 'android', machine: 'arm64-v8a', glibc: null }), 'android-arm64');
  assert.equal(bundleNameFor({ system: 'linux', machine: 'aarch64', glibc: '2.35' }), 'linux-arm64');
  assert.equal(bundleNameFor({ system: 'linux', machine: 'aarch64', glibc: '2.31' }), 'android-arm64', 'an old board');
  assert.equal(bundleNameFor({ system: 'linux', machine: 'aarch64', glibc: null }), 'android-arm64', 'or one without glibc');
  assert.equal(bundleNameFor({ system: 'linux', machine: 'x86_64', glibc: '3.0' }), 'linux-x64');
  for (const [system, machine] of [
    ['android', 'armeabi-v7a'],
    ['android', 'x86_64'],
    ['linux', 'armv7l'],
    ['linux', 'riscv64'],
  ] as const) {
    assert.throws(
      () => bundleNameFor({ system, machine, glibc: '2.36' }),
      (error) => isLabError(error, 'abi-mismatch'),
    );
  }
});

test('bundles differ in their ids, which stay the same', async () => {
  const ids = await Promise.all((['linux-x64', 'linux-arm64', 'android-arm64'] as const).map((name) => loadRunnerBundle(name)));
  assert.equal(new Set(ids.map(({ id }) => id)).size, 3);
  assert.equal((await loadRunnerBundle('linux-x64')).id, ids[0]?.id);
});

test('the runtime is named otherwise than that of this computer', () => {
  assert.match(bundleRuntime, /^onnxruntime \d+\.\d+\.\d+$/);
  assert.notEqual(bundleRuntime, localRuntime);
});

test('the command line is one of words, whatever the folder is called', async () => {
  const { startCommand } = await loadRunnerBundle('android-arm64');
  assert.equal(
    startCommand('/data/a'),
    'LD_PRELOAD= ORT_DISABLE_TELEMETRY=1 /data/a/ld-linux-aarch64.so.1 --library-path /data/a /data/a/bench --library /data/a/libonnxruntime.so.1',
  );
  assert.ok(startCommand("/$(reboot) $& '").includes(String.raw`'/$(reboot) $& '\''/bench'`));
});

test('a bundle with a changed or missing file is refused', async (context) => {
  const folder = await mkdtemp(join(tmpdir(), 'proxylab-bundle-'));
  context.after(() => rm(folder, { recursive: true, force: true }));
  await cp(resources, folder, { recursive: true });
  await writeFile(join(folder, 'bundles/linux-x64/bench'), 'another program');
  await assert.rejects(loadRunnerBundle('linux-x64', folder), (error) => isLabError(error, 'runner-failed'));
  await rm(join(folder, 'bundles/linux-x64/bench'));
  await assert.rejects(loadRunnerBundle('linux-x64', folder), (error) => isLabError(error, 'not-found'));
});
