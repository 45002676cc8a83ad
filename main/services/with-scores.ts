import { NotScoredYet } from '../core/accuracy/accuracy-source.ts';

/** `go`es on from where it is, again and again, until nothing has to be scored beforehand: a step that cannot be scored yet is as if it had not been tried. */
export async function withScores<Result>(
  go: () => Result | Promise<Result>,
  prepare: (open: NotScoredYet['architectures']) => Promise<void>,
): Promise<Result> {
  for (;;) {
    try {
      return await go();
    } catch (error) {
      if (!(error instanceof NotScoredYet)) throw error;
      await prepare(error.architectures);
    }
  }
}
