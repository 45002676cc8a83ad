export type FoundPart = { text: string; found: boolean };

/** A text in parts, those that one of the sought words (in lower case, none empty) stands in marked. */
export function foundParts(text: string, words: readonly string[]): FoundPart[] {
  const lower = text.toLowerCase();
  const isFound = Array.from({ length: text.length }, () => false);
  for (const word of words)
    for (let at = lower.indexOf(word); at >= 0; at = lower.indexOf(word, at + 1)) isFound.fill(true, at, at + word.length);
  const parts: FoundPart[] = [];
  isFound.forEach((found, index) => {
    const last = parts.at(-1);
    if (last?.found === found) last.text += text[index];
    else parts.push({ text: text[index] ?? '', found });
  });
  return parts;
}
