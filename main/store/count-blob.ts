/** Counts (0 … 2³²−1) as they are stored: 4-byte integers, little-endian, one a run. */
export function packCounts(counts: readonly number[]): Uint8Array {
  const bytes = new Uint8Array(counts.length * 4);
  const view = new DataView(bytes.buffer);
  counts.forEach((count, index) => view.setUint32(index * 4, count, true));
  return bytes;
}

/** The reverse of `packCounts`. */
export function unpackCounts(bytes: Uint8Array): number[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return Array.from({ length: bytes.byteLength / 4 }, (_, index) => view.getUint32(index * 4, true));
}
