import assert from 'node:assert/strict';
import { appendFile, mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { test, type TestContext } from 'node:test';
import { isLabError } from '../../../main/core/lab-error.ts';
import { pushBundle } from '../../../main/devices/remote/push-bundle.ts';
import { loadRunnerBundle } from '../../../main/devices/runner-bundle.ts';
import { ShellLink } from '../../fakes/shell-link.ts';
import { needs } from '../../helpers/requirements.ts';

const skip = process.platform === 'win32' ? 'needs a POSIX shell' : needs('sha256sum');
const bundle = await loadRunnerBundle('android-arm64');
const names = bundle.files.map(({ name }) => name);

/** A folder whose name no shell may take apart. */
async function deviceFolder(context: TestContext): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "proxylab push'$(bundle) "));
  context.after(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

test('a bundle is pushed once', { skip }, async (context) => {
  const folder = await deviceFolder(context);
  const link = new ShellLink();
  const progress: { readonly bytes: number; readonly totalBytes: number }[] = [];
  const there = await pushBundle(link, bundle, folder, { progress: (done) => progress.push(done) });
  assert.deepEqual((await readdir(there)).sort(), [...names].sort());
  assert.equal((await stat(join(there, 'bench'))).mode & 0o111, 0o111);
  assert.equal(link.pushed.length, names.length);
  assert.deepEqual(progress.at(-1), { bytes: bundle.bytes, totalBytes: bundle.bytes });

  assert.equal(await pushBundle(link, bundle, folder), there);
  assert.equal(link.pushed.length, names.length, 'nothing more');
});

test('what is damaged, cut off or not executable is pushed again, and nothing else', { skip }, async (context) => {
  const folder = await deviceFolder(context);
  const link = new ShellLink();
  const there = await pushBundle(link, bundle, folder);
  await appendFile(join(there, 'libm.so.6'), 'x');
  await writeFile(join(there, 'libdl.so.2'), Buffer.alloc((await stat(join(there, 'libdl.so.2'))).size)); // same size, other bytes
  await rm(join(there, 'librt.so.1'));
  await link.run(`chmod -x '${join(there, 'bench').replaceAll("'", String.raw`'\''`)}'`);
  link.pushed.length = 0;
  await pushBundle(link, bundle, folder);
  assert.deepEqual(link.pushed.map((path) => basename(path, '.part')).sort(), ['bench', 'libdl.so.2', 'libm.so.6', 'librt.so.1']);
});

test('without sha256sum on the device, sizes must do', { skip }, async (context) => {
  const folder = await deviceFolder(context);
  const tools = await mkdtemp(join(tmpdir(), 'proxylab-tools-'));
  context.after(() => rm(tools, { recursive: true, force: true }));
  const link = new ShellLink();
  const { stdout } = await link.run(`for t in mkdir wc chmod mv; do ln -s "$(command -v $t)" ${tools}/; done; ls ${tools} | wc -l`);
  assert.equal(Buffer.from(stdout).toString().trim(), '4');
  link.path = tools;
  const there = await pushBundle(link, bundle, folder);
  await writeFile(join(there, 'libm.so.6'), 'short');
  link.pushed.length = 0;
  await pushBundle(link, bundle, folder);
  assert.deepEqual(link.pushed, [join(there, 'libm.so.6.part')]);
});

test('what arrives damaged never bears its name', { skip }, async (context) => {
  const folder = await deviceFolder(context);
  const link = new ShellLink();
  const push = link.push.bind(link);
  link.push = async (source, path, options) => {
    await push(source, path, options);
    if (path.endsWith('libc.so.6.part')) await appendFile(path, 'x');
  };
  await assert.rejects(pushBundle(link, bundle, folder), (error) => isLabError(error, 'link-failed'));
  const [id = ''] = await readdir(join(folder, 'runner'));
  assert.deepEqual(
    (await readdir(join(folder, 'runner', id))).filter((name) => !name.endsWith('.part')),
    [],
  );
});

test('a folder that cannot be made is an expected failure', { skip }, async (context) => {
  const folder = await deviceFolder(context);
  await writeFile(join(folder, 'runner'), 'a file where the folder should be');
  await assert.rejects(pushBundle(new ShellLink(), bundle, folder), (error) => isLabError(error));
});
