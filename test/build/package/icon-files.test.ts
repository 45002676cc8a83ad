import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { it } from 'node:test';

const icons = join(import.meta.dirname, '../../../build/icons');
const pngStart = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);

/** Side of a PNG, from its first chunk. */
function sideOf(png: Buffer): number {
  assert.deepEqual(png.subarray(0, 8), pngStart);
  assert.equal(png.readUInt32BE(16), png.readUInt32BE(20));
  return png.readUInt32BE(16);
}

it('the icon of Windows holds a picture of every size that it names', () => {
  const file = readFileSync(join(icons, 'icon.ico'));
  const sides = Array.from({ length: file.readUInt16LE(4) }, (_, index) => {
    const entry = 6 + 16 * index;
    const [bytes, offset] = [file.readUInt32LE(entry + 8), file.readUInt32LE(entry + 12)];
    const side = sideOf(file.subarray(offset, offset + bytes));
    assert.equal(file.readUInt8(entry), side % 256);
    return side;
  });
  assert.deepEqual(sides, [16, 24, 32, 48, 64, 128, 256]);
});

it('the icon of macOS holds pictures up to 1024 pixels', () => {
  const file = readFileSync(join(icons, 'icon.icns'));
  assert.equal(file.toString('latin1', 0, 4), 'icns');
  assert.equal(file.readUInt32BE(4), file.length);
  const sides: [string, number][] = [];
  for (let at = 8; at < file.length; at += file.readUInt32BE(at + 4))
    sides.push([file.toString('latin1', at, at + 4), sideOf(file.subarray(at + 8))]);
  assert.equal(
    sides.map(([type, side]) => `${type} ${side}`).join(', '),
    'icp4 16, icp5 32, ic11 32, icp6 64, ic12 64, ic07 128, ic08 256, ic13 256, ic09 512, ic14 512, ic10 1024',
  );
});

it('the icons of Linux are of the sizes in their names', () => {
  for (const side of [16, 24, 32, 48, 64, 128, 256, 512])
    assert.equal(sideOf(readFileSync(join(icons, `linux/${side}x${side}.png`))), side);
});
