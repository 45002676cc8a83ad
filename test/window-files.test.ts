import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import fc from 'fast-check';
import { readWindowFile } from '../main/window-files.ts';

const outside = mkdtempSync(join(tmpdir(), 'proxylab-files-'));
const folder = join(outside, 'window');
mkdirSync(join(folder, 'assets'), { recursive: true });
writeFileSync(join(folder, 'index.html'), 'page');
writeFileSync(join(folder, 'assets/a b.js'), 'script');
writeFileSync(join(folder, 'assets/key.pem'), 'unknown kind');
writeFileSync(join(outside, 'secret.json'), 'secret');
after(() => rmSync(outside, { recursive: true }));

async function read(path: string): Promise<string | null> {
  const file = await readWindowFile(folder, path);
  return file && `${file.contentType}: ${Buffer.from(file.bytes).toString()}`;
}

describe('window files', () => {
  it('every path without an extension is the page', async () => {
    for (const path of ['/', '/devices', '/a/b/c']) assert.equal(await read(path), 'text/html; charset=utf-8: page');
  });

  it('files come with their type, whatever their name', async () => {
    assert.equal(await read('/assets/a%20b.js'), 'text/javascript; charset=utf-8: script');
  });

  it('what is missing, of no known kind, or no path at all is null', async () => {
    for (const path of ['/none.js', '/assets/key.pem', 'secret.json', '/%zz.js', '/a%00.js']) assert.equal(await read(path), null, path);
  });

  it('no path leads out of the folder', async () => {
    const parts = fc.constantFrom('..', '%2e%2e', '/', '%2f', '\\', '%5c', 'secret.json', 'assets', '.', '%00', '//');
    await fc.assert(
      fc.asyncProperty(fc.array(parts, { maxLength: 8 }), async (path) => {
        const found = await read(`/${path.join('')}`);
        assert.ok(found === null || found.endsWith(': page'), found ?? '');
      }),
      { seed: 1, numRuns: 2000 },
    );
  });
});
