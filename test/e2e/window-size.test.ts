import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { it } from 'node:test';
import { gzipSync } from 'node:zlib';

/** What the window may load before its first page, gzipped. */
const limitBytes = 400_000;

const built = resolve(import.meta.dirname, '../../out/renderer');

it('the window begins with little JavaScript; pages and charts are loaded when they are opened', (t) => {
  const html = readFileSync(join(built, 'index.html'), 'utf8');
  const scripts = [...html.matchAll(/(?:src|href)="\/([^"]+\.js)"/g)].map(([, file = '']) => readFileSync(join(built, file)));
  const initial = scripts.reduce((sum, script) => sum + gzipSync(script).length, 0);
  t.diagnostic(`initial JavaScript: ${(initial / 1000).toFixed(1)} kB gzipped in ${scripts.length} files`);
  assert.doesNotMatch(html, /"\.\//, 'its files are found from an address of any depth');
  assert.ok(scripts.length > 0 && initial < limitBytes, `${initial} bytes`);

  const names = [...html.matchAll(/assets\/([\w-]+?)-[\w-]{8}\.js/g)].map(([, name]) => name);
  const pages = [
    ...readFileSync(resolve(import.meta.dirname, '../../renderer/frame/pages.ts'), 'utf8').matchAll(
      /import\('\.\.\/pages\/([\w-]+)\.tsx'\)/g,
    ),
  ];
  assert.ok(pages.length >= 6);
  for (const [, page] of pages) assert.ok(!names.includes(page), `${page} is loaded when it is opened`);
  const drawsCharts = (script: Buffer): boolean => script.includes('recharts-surface');
  const later = readdirSync(join(built, 'assets')).filter((file) => file.endsWith('.js'));
  assert.ok(later.some((file) => drawsCharts(readFileSync(join(built, 'assets', file)))));
  assert.ok(!scripts.some(drawsCharts), 'charts are loaded with the pages that draw them');
});
