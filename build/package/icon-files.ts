/** A square picture as PNG. */
export interface IconPicture {
  readonly sizePx: number;
  readonly png: Uint8Array;
}

/** Types of Apple's icon files that hold PNG, by size (two where the second is for dense screens). */
const appleTypes: ReadonlyMap<number, readonly string[]> = new Map([
  [16, ['icp4']],
  [32, ['icp5', 'ic11']],
  [64, ['icp6', 'ic12']],
  [128, ['ic07']],
  [256, ['ic08', 'ic13']],
  [512, ['ic09', 'ic14']],
  [1024, ['ic10']],
]);

/** An icon file of Windows (ICO with PNG entries); pictures of at most 256 pixels. */
export function icoFile(pictures: readonly IconPicture[]): Uint8Array {
  const header = Buffer.alloc(6 + 16 * pictures.length);
  header.writeUInt16LE(1, 2); // icons
  header.writeUInt16LE(pictures.length, 4);
  let offset = header.length;
  for (const [index, { sizePx, png }] of pictures.entries()) {
    if (sizePx > 256) throw new Error(`an ICO file takes no picture of ${sizePx} pixels`);
    const entry = 6 + 16 * index;
    header.writeUInt8(sizePx % 256, entry); // 0 means 256
    header.writeUInt8(sizePx % 256, entry + 1);
    header.writeUInt16LE(1, entry + 4); // planes
    header.writeUInt16LE(32, entry + 6); // bits a pixel
    header.writeUInt32LE(png.length, entry + 8);
    header.writeUInt32LE(offset, entry + 12);
    offset += png.length;
  }
  return Buffer.concat([header, ...pictures.map(({ png }) => png)]);
}

/** An icon file of macOS (ICNS with PNG entries). */
export function icnsFile(pictures: readonly IconPicture[]): Uint8Array {
  const entries = pictures.flatMap(({ sizePx, png }) => {
    const types = appleTypes.get(sizePx);
    if (types === undefined) throw new Error(`an ICNS file takes no picture of ${sizePx} pixels`);
    return types.map((type) => Buffer.concat([Buffer.from(type, 'latin1'), bigEndian(8 + png.length), png]));
  });
  const bytes = entries.reduce((sum, entry) => sum + entry.length, 8);
  return Buffer.concat([Buffer.from('icns', 'latin1'), bigEndian(bytes), ...entries]);
}

function bigEndian(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value);
  return bytes;
}
