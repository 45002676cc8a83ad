import type { Architecture } from '../spaces/search-space.ts';
import type { AccuracySource } from './accuracy-source.ts';

/**
 * Millions of multiply-accumulates in place of an accuracy, for when there is none: larger networks of a space tend to be more accurate,
 * which is all that it says. `macsOf` counts one architecture's MACs.
 */
export function macsSource(macsOf: (architecture: Architecture) => number): AccuracySource {
  return {
    kind: 'macs',
    axisTitle: 'MACs, M (stand-in for capacity)',
    statement:
      'No accuracies were given: the number of multiply-accumulate operations stands in for capacity. ' +
      'It is not an accuracy and does not say which of two networks classifies better. Import trained accuracies before deciding.',
    measured: false,
    score: (_space, architectures) => Float64Array.from(architectures, (architecture) => macsOf(architecture) / 1e6),
  };
}
