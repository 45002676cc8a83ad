const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

/** Bytes of padded base64; the language itself has no decoder yet. */
export function decodeBase64(text: string): Uint8Array<ArrayBuffer> {
  const padding = text.endsWith('==') ? 2 : Number(text.endsWith('='));
  const bytes = new Uint8Array((text.length / 4) * 3 - padding);
  for (let i = 0, to = 0; i < text.length; i += 4) {
    let bits = 0;
    for (let k = 0; k < 4; k++) bits = (bits << 6) | Math.max(0, alphabet.indexOf(text[i + k]!));
    bytes[to++] = bits >>> 16; // stores beyond the end, of the padding, are ignored
    bytes[to++] = bits >>> 8;
    bytes[to++] = bits;
  }
  return bytes;
}
