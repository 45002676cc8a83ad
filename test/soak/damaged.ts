import fc from 'fast-check';

/** Valid texts with a part cut out, doubled or replaced: they get far into a parser before they fail. */
export function damagedText(valid: readonly string[]): fc.Arbitrary<string> {
  return fc
    .tuple(
      fc.constantFrom(...valid),
      fc.nat(),
      fc.nat(20),
      fc.oneof(fc.constant(''), fc.string({ unit: 'binary', maxLength: 8 })),
      fc.boolean(),
    )
    .map(([text, place, length, inserted, twice]) => {
      const start = place % (text.length + 1);
      const part = text.slice(start, start + length);
      return text.slice(0, start) + inserted + (twice ? part + part : '') + text.slice(start + length);
    });
}

/** The same for bytes. */
export function damagedBytes(valid: readonly Uint8Array[]): fc.Arbitrary<Uint8Array<ArrayBuffer>> {
  return fc
    .tuple(fc.constantFrom(...valid), fc.nat(), fc.nat(8), fc.uint8Array({ maxLength: 8 }))
    .map(([bytes, place, length, inserted]) => {
      const start = place % (bytes.length + 1);
      return Uint8Array.from([...bytes.subarray(0, start), ...inserted, ...bytes.subarray(start + length)]);
    });
}
