const escapes: Readonly<Record<string, string>> = {
  '\\': '\\',
  "'": "'",
  '"': '"',
  a: '\x07',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
};

/** A string of protocol 0 as Python's `repr` writes it, with its quotes; undefined where it is not one. */
export function unquoted(text: string): string | undefined {
  const [, , inside] = /^(['"])(.*)\1$/s.exec(text.trim()) ?? [];
  return inside?.replace(/\\(?:x([0-9a-fA-F]{2})|([\\'"abfnrtv]))/g, (_, hex: string | undefined, letter: string) =>
    hex === undefined ? (escapes[letter] ?? letter) : String.fromCharCode(Number.parseInt(hex, 16)),
  );
}

/** Python's `raw-unicode-escape`; undefined where an escape names no character. */
export function rawUnicode(text: string): string | undefined {
  let isValid = true;
  const plain = text.replace(/\\(?:u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8}))/g, (_, short?: string, long?: string) => {
    const point = Number.parseInt(short ?? long ?? '', 16);
    isValid &&= point <= 0x10ffff;
    return isValid ? String.fromCodePoint(point) : '';
  });
  return isValid ? plain : undefined;
}
