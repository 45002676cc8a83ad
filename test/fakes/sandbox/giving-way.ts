/** Program and words that run a sandbox; where it gives way, behind the lab: a real device takes none of this computer’s processors. */
export function sandboxCommand(words: readonly string[], givesWay: boolean): readonly [program: string, words: readonly string[]] {
  return givesWay ? ['nice', ['-n', '5', 'bwrap', ...words]] : ['bwrap', words];
}
