import type { Architecture, SearchSpace } from '../spaces/search-space.ts';
import { type AccuracySource, NotScoredYet, type Preparation } from './accuracy-source.ts';

/** What a predictor of accuracy sees of an architecture: a form of the space's encoding, or `choices`, the index of each gene's value. */
export const accuracyEncodings = ['choices', 'one-hot', 'live', 'counts'] as const;
export type AccuracyEncoding = (typeof accuracyEncodings)[number];

/** A predictor of somebody else's, and what is said of it. */
export interface AccuracyPredictor {
  readonly fileName: string;
  /** For example `ImageNet top-1`. */
  readonly title: string;
  readonly unit: string;
  /** Mean absolute error in that unit, and on what it was found; null: it is not told. */
  readonly meanError: number | null;
  readonly evidence: string;
  readonly encoding: AccuracyEncoding;
  /** `rows`: [n, `accuracyFeatures`] row-major. Returns [n]. */
  predict(rows: Float32Array, n: number): Promise<Float64Array>;
}

/** Numbers that a predictor gets of each architecture. */
export function accuracyFeatures(space: SearchSpace, encoding: AccuracyEncoding): number {
  return encoding === 'choices' ? space.genes.length : space.dimensions(encoding).length;
}

const batch = 1024;

/** Accuracies that a network predicts. */
export class OnnxSource implements AccuracySource {
  readonly kind = 'onnx';
  readonly axisTitle: string;
  readonly statement: string;
  readonly measured = false;
  readonly #predictor: AccuracyPredictor;
  readonly #known = new Map<string, number>();

  constructor(predictor: AccuracyPredictor) {
    const { fileName, title, unit, meanError, evidence } = predictor;
    this.#predictor = predictor;
    this.axisTitle = `Predicted ${title}, ${unit}`;
    const error =
      meanError === null
        ? 'How far it is off is not told.'
        : `It is said to be off by ${meanError} ${unit} on average${evidence === '' ? '' : ` (${evidence})`}.`;
    this.statement = `${title} as ${fileName} predicts it; no network was trained for it here. ${error} Train the networks that you choose before deciding.`;
  }

  async prepare(space: SearchSpace, architectures: readonly Architecture[], { report, throwIfCancelled }: Preparation): Promise<void> {
    const open = [...new Map(architectures.map((one) => [space.print(one), one])).values()].filter(
      (one) => !this.#known.has(space.print(one)),
    );
    for (let first = 0; first < open.length; first += batch) {
      throwIfCancelled();
      const some = open.slice(first, first + batch);
      const values = await this.#predictor.predict(this.#encode(space, some), some.length);
      some.forEach((one, i) => this.#known.set(space.print(one), values[i]!));
      report(Math.min(open.length, first + batch), open.length);
    }
  }

  score(space: SearchSpace, architectures: readonly Architecture[]): Float64Array {
    const missing = architectures.filter((one) => !this.#known.has(space.print(one)));
    if (missing.length > 0) throw new NotScoredYet(missing);
    return Float64Array.from(architectures, (one) => this.#known.get(space.print(one))!);
  }

  #encode(space: SearchSpace, architectures: readonly Architecture[]): Float32Array {
    const { encoding } = this.#predictor;
    const width = accuracyFeatures(space, encoding);
    const rows = new Float32Array(architectures.length * width);
    architectures.forEach((one, i) => rows.set(encoding === 'choices' ? one : space.encode(one, encoding), i * width));
    return rows;
  }
}
