import assert from 'node:assert/strict';
import { test } from 'node:test';
import { foundParts } from '../../renderer/frame/found-parts.ts';

const marked = (text: string, ...words: string[]): string =>
  foundParts(text, words)
    .map((part) => (part.found ? `[${part.text}]` : part.text))
    .join('');

test('what was sought is marked, wherever it stands and in any case', () => {
  assert.equal(marked('Measure on Pixel 8', 'pixel'), 'Measure on [Pixel] 8');
  assert.equal(marked('Pixel 3 in Pixels', 'pix', 'in'), '[Pix]el 3 [in] [Pix]els');
  assert.equal(marked('aab', 'aa', 'ab'), '[aab]');
  assert.equal(marked('Measure'), 'Measure');
});
