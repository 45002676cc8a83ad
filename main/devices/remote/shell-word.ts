/** A text as one word of a POSIX shell, whatever is in it; nothing in it is ever carried out. A NUL can't be in a word: a bug. */
export function shellWord(text: string): string {
  if (text.includes('\0')) throw new Error('a NUL in a word of a shell');
  return /^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", String.raw`'\''`)}'`;
}
