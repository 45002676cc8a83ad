import { networkCost } from '../../network/cost.ts';
import { liveLayers } from '../../network/live-layers.ts';
import type { Network } from '../../network/network.ts';
import { createRng } from '../../rng.ts';
import type { Architecture, SearchSpace } from '../../spaces/search-space.ts';
import { mean } from '../../stats/summary.ts';
import { type AccuracySource, NotScoredYet, type Preparation } from '../accuracy-source.ts';
import type { ForwardPass } from '../forward-pass.ts';
import { naswot } from './naswot.ts';

/** Architectures of the space that scores are counted from. */
const referenceSize = 32;
/** A network that tells no inputs apart is so many standard deviations below the usual one. */
const worst = -5;
/** Inputs of half a side agree with accuracy as well, in a quarter of the time. */
const resolutionShare = 0.5;
const largestResolution = 64;

/**
 * How good untrained networks look: the sum of four figures, each in standard deviations from the space's average: NASWOT, the logarithm of parameters,
 * the logarithm of multiply-accumulates and the depth, of what is live. On 100 random cells of NAS-Bench-201 its SRCC with accuracy is .82, .82 and .82
 * on the three data sets; that of NASWOT alone, with random inputs instead of images, .64, .70 and .71, that of parameters .76, .72 and .74.
 */
export class TrainingFreeSource implements AccuracySource {
  readonly kind = 'training-free';
  readonly axisTitle = 'Training-free score (NASWOT, parameters, MACs, depth), standard deviations';
  readonly statement =
    'No accuracies were given: a score of the untrained network stands in, made of NASWOT, parameters, multiply-accumulates and depth. It is not an accuracy. ' +
    'On NAS-Bench-201 its rank correlation with accuracy is about 0.8, and less among the best; on MobileNet-like spaces nobody has checked it. ' +
    'Import trained accuracies before deciding.';
  readonly measured = false;
  readonly isSlow = true;
  readonly #forward: ForwardPass;
  readonly #figures = new Map<string, readonly number[]>();
  #scale: readonly { readonly mean: number; readonly deviation: number }[] | undefined;

  constructor(forward: ForwardPass) {
    this.#forward = forward;
  }

  async prepare(space: SearchSpace, architectures: readonly Architecture[], preparation: Preparation): Promise<void> {
    if (this.#scale === undefined) {
      const rng = createRng(1);
      const reference = Array.from({ length: referenceSize }, () => space.sample(rng));
      await this.#work(space, reference, preparation);
      this.#scale = scaleOf(reference.map((architecture) => this.#figures.get(space.networkKey(architecture))!));
    }
    await this.#work(space, architectures, preparation);
  }

  score(space: SearchSpace, architectures: readonly Architecture[]): Float64Array {
    const missing = architectures.filter((architecture) => !this.#figures.has(space.networkKey(architecture)));
    if (this.#scale === undefined || missing.length > 0) throw new NotScoredYet(missing);
    const scale = this.#scale;
    return Float64Array.from(architectures, (architecture) =>
      this.#figures
        .get(space.networkKey(architecture))!
        .reduce((sum, figure, i) => sum + Math.max(worst, (figure - scale[i]!.mean) / scale[i]!.deviation), 0),
    );
  }

  async #work(space: SearchSpace, architectures: readonly Architecture[], { report, throwIfCancelled }: Preparation): Promise<void> {
    const open = new Map(architectures.map((architecture) => [space.networkKey(architecture), architecture]));
    for (const key of this.#figures.keys()) open.delete(key);
    let done = 0;
    for (const [key, architecture] of open) {
      throwIfCancelled();
      this.#figures.set(key, await figuresOf(space, architecture, this.#forward));
      report(++done, open.size);
    }
  }
}

async function figuresOf(space: SearchSpace, architecture: Architecture, forward: ForwardPass): Promise<readonly number[]> {
  const network = space.network(architecture);
  const live = networkCost(liveLayers(network));
  const [input] = network.layers;
  if (input?.kind !== 'input') throw new Error('a network begins with its input');
  const resolution = Math.min(largestResolution, resolutionShare * input.shape.height);
  const score = await naswot(space.network(architecture, { resolution }), forward);
  return [score, Math.log1p(live.params), Math.log1p(live.macs), depthOf(liveLayers(network))];
}

/** Convolutions on the longest path. */
function depthOf({ layers }: Network): number {
  const depths: number[] = [];
  for (const { kind, inputs } of layers) {
    const before = inputs.reduce((most, input) => Math.max(most, depths[input]!), 0);
    depths.push(before + Number(kind === 'convolution'));
  }
  return depths.at(-1) ?? 0;
}

/** Of each figure over those that have it. */
function scaleOf(rows: readonly (readonly number[])[]) {
  return rows[0]!.map((_, i) => {
    const values = rows.map((row) => row[i]!).filter(Number.isFinite);
    const centre = mean(values);
    const variance = mean(values.map((value) => (value - centre) ** 2));
    return { mean: centre, deviation: Math.sqrt(variance) || 1 };
  });
}
