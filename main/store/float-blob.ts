/** Numbers as they are stored: 8-byte IEEE floats, little-endian. */
export function packFloats(samples: ArrayLike<number>): Uint8Array {
  const bytes = new Uint8Array(samples.length * 8);
  const view = new DataView(bytes.buffer);
  for (let index = 0; index < samples.length; index++) view.setFloat64(index * 8, samples[index]!, true);
  return bytes;
}

/** The reverse of `packFloats`. */
export function unpackFloats(bytes: Uint8Array): number[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return Array.from({ length: bytes.byteLength / 8 }, (_, index) => view.getFloat64(index * 8, true));
}
