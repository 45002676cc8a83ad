import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { test } from 'node:test';
import { labErrorCode } from '../../preload/contract/error.ts';
import { guideChapters } from '../../renderer/frame/guide-chapters.ts';

const folder = resolve(import.meta.dirname, '../../resources/guide');
const read = (file: string): string => readFileSync(resolve(folder, file), 'utf8');

test('every chapter is a file with its title, and the folder’s README lists them in their order', () => {
  const files = readdirSync(folder).filter((file) => file.endsWith('.md') && file !== 'README.md');
  assert.deepEqual(files.sort(), guideChapters.map(({ id }) => `${id}.md`).sort());
  for (const { id, title } of guideChapters) assert.equal(read(`${id}.md`).split('\n')[0], `# ${title}`);
  const listed = [...read('README.md').matchAll(/\[(.+?)\]\((.+?)\.md\)/g)].map(([, title, id]) => ({ id, title }));
  assert.deepEqual(
    listed,
    guideChapters.map(({ id, title }) => ({ id, title })),
  );
});

test('links lead to chapters, and nothing leads out of the computer', () => {
  for (const { id } of guideChapters)
    for (const [, target] of read(`${id}.md`).matchAll(/\]\((.+?)\)/g))
      assert.ok(
        guideChapters.some((chapter) => `${chapter.id}.md` === target),
        `${id}: ${target}`,
      );
});

test('troubleshooting has a section for every kind of failure, and no other', () => {
  const sections = [...read('troubleshooting.md').matchAll(/^## (.+)$/gm)].map(([, code]) => code);
  assert.deepEqual(new Set(sections), new Set<string | undefined>(labErrorCode.options));
});
