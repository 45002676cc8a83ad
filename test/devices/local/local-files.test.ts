import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import { LocalFiles } from '../../../main/devices/local/local-files.ts';
import { needs } from '../../helpers/requirements.ts';

async function folder(context: TestContext): Promise<string> {
  const path = await mkdtemp(join(tmpdir(), 'proxylab-files-'));
  context.after(() => rm(path, { recursive: true, force: true }));
  return path;
}

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const text = (content: Uint8Array): string => new TextDecoder().decode(content);

test('writes, replaces, reads from an offset, removes', async (context) => {
  const files = new LocalFiles(await folder(context));
  assert.equal(await files.size('a/b.txt'), null);
  await files.write('a/b.txt', bytes('first'));
  await files.write('a/b.txt', bytes('second one'));
  assert.equal(await files.size('a/b.txt'), 10);
  assert.equal(text(await files.read('a/b.txt', 0)), 'second one');
  assert.equal(text(await files.read('a/b.txt', 7)), 'one');
  assert.equal(text(await files.read('a/b.txt', 10)), '');
  assert.equal(text(await files.read('a/b.txt', 99)), '');
  await files.remove('a/b.txt');
  await files.remove('a/b.txt');
  assert.equal(await files.size('a/b.txt'), null);
  assert.equal(text(await files.read('a/b.txt', 0)), '');
});

test('leaves no temporary files behind', async (context) => {
  const path = await folder(context);
  const files = new LocalFiles(path);
  await Promise.all(Array.from({ length: 20 }, (_, i) => files.write('same.txt', bytes(`writer ${i}`))));
  assert.deepEqual(await readdir(path), ['same.txt']);
  assert.match(text(await files.read('same.txt', 0)), /^writer \d+$/);
});

test('a path out of the folder is a bug', async (context) => {
  const files = new LocalFiles(await folder(context));
  await assert.rejects(files.write('../outside', bytes('')), /outside the device folder/);
  await assert.rejects(files.read('/etc/passwd', 0), /outside the device folder/);
});

/** A small file system of its own, seen only by the child. */
const inMount = (options: string, script: string): string => {
  const module = JSON.stringify(new URL('../../../main/devices/local/local-files.ts', import.meta.url).href);
  const program = `import { LocalFiles } from ${module}; import { readdirSync } from 'node:fs'; const files = new LocalFiles('/mnt'); ${script}`;
  const shell = `mount -t tmpfs -o ${options} tmpfs /mnt && exec "$0" --input-type=module -e "$1"`;
  const run = spawnSync('unshare', ['-rm', 'sh', '-c', shell, process.execPath, program], { encoding: 'utf8' });
  return run.stdout + run.stderr;
};
const withoutMounts = (): string | false => {
  const missing = needs('unshare');
  if (missing !== false || process.platform !== 'linux') return missing || 'Linux only';
  return spawnSync('unshare', ['-rm', 'true']).status === 0 ? false : 'user namespaces are not allowed';
};

test('a full disk: a clear error, the old content whole, no rest', { skip: withoutMounts() }, () => {
  const printed = inMount(
    'size=256k',
    `await files.write('a', Buffer.alloc(1000, 1));
     const error = await files.write('a', Buffer.alloc(1000000)).catch((error) => error);
     console.log(error.code, readdirSync('/mnt').join(), await files.size('a'));`,
  );
  assert.equal(printed.trim(), 'disk-full a 1000');
});

test('a read-only folder: a clear error', { skip: withoutMounts() }, () => {
  const printed = inMount('ro', `console.log(await files.write('a', Buffer.from('x')).catch((error) => error.code));`);
  assert.equal(printed.trim(), 'permission-denied');
});
