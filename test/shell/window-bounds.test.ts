import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import { minimumSize, rememberBounds, rememberedBounds, type Screens } from '../../main/shell/window-bounds.ts';

const folder = mkdtempSync(join(tmpdir(), 'proxylab-bounds-'));
after(() => rmSync(folder, { recursive: true }));

function screens(width: number, height: number): Screens {
  const display = { workArea: { x: 0, y: 0, width, height } };
  return { getPrimaryDisplay: () => display, getDisplayMatching: () => display };
}

describe('window bounds', () => {
  it('are the preferred size the first time, smaller on a small screen', () => {
    assert.deepEqual(rememberedBounds(join(folder, 'none.json'), screens(2560, 1440)), { width: 1440, height: 900 });
    assert.deepEqual(rememberedBounds(join(folder, 'none.json'), screens(1280, 800)), { width: 1280, height: 800 });
  });

  it('come back where they were', () => {
    const file = join(folder, 'profile/window.json');
    rememberBounds(file, { x: 40, y: 60, width: 1000, height: 700 });
    assert.deepEqual(rememberedBounds(file, screens(2560, 1440)), { x: 40, y: 60, width: 1000, height: 700 });
  });

  it('lose a position that is on no screen any more, and never get smaller than the window can be', () => {
    const file = join(folder, 'away.json');
    rememberBounds(file, { x: 3000, y: 60, width: 10, height: 10 });
    assert.deepEqual(rememberedBounds(file, screens(1920, 1080)), minimumSize);
  });

  it('start afresh where the file is damaged', () => {
    const file = join(folder, 'damaged.json');
    for (const text of ['', '{', 'null', '[]', '{"x":1,"y":1,"width":"1","height":1}', '{"x":1.5,"y":1,"width":9,"height":9}']) {
      writeFileSync(file, text);
      assert.deepEqual(rememberedBounds(file, screens(1920, 1080)), { width: 1440, height: 900 }, text);
    }
  });
});
