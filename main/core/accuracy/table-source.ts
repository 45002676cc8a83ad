import type { AccuracySource } from './accuracy-source.ts';

export interface AccuracyTable {
  /** Column or data set, for example `CIFAR-10 test accuracy`. */
  readonly title: string;
  /** For example `%`. */
  readonly unit: string;
  /** Where the numbers come from: table or file name. */
  readonly origin: string;
  /** Accuracy by printed architecture name. */
  readonly accuracies: ReadonlyMap<string, number>;
}

/** Accuracies of trained networks from a table. An architecture that is not in it has the accuracy of its canonical form, if that is. */
export function tableSource({ title, unit, origin, accuracies }: AccuracyTable): AccuracySource {
  return {
    kind: 'table',
    axisTitle: `${title}, ${unit}`,
    statement: `${title} of ${accuracies.size} trained networks, as given by ${origin}; architectures that are not in it are left out.`,
    measured: true,
    score: (space, architectures) =>
      Float64Array.from(architectures, (architecture) => {
        const accuracy = accuracies.get(space.print(architecture));
        return accuracy ?? accuracies.get(space.print(space.canonical(architecture))) ?? NaN;
      }),
  };
}
