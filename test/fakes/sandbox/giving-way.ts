/** Program and words that run a sandbox; where it gives way, after everything else on this computer: a real device takes none of its processors. */
export function sandboxCommand(words: readonly string[], givesWay: boolean): readonly [program: string, words: readonly string[]] {
  return givesWay ? ['nice', ['-n', '19', 'bwrap', ...words]] : ['bwrap', words];
}
