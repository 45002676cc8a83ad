import { createRng } from '../../rng.ts';

/** Where the values of weights and biases come from. */
export interface WeightValues {
  /** Largest absolute weight of a layer with that many inputs an output. */
  bound(fanIn: number): number;
  /** Fills `target` with factor · u, u in [−1, 1], rounded if the target holds integers. `label` names the stream: the same label, the same u. */
  draw(target: Float32Array | Int8Array | Int32Array, factor: number, label: string): void;
}

/** Uniform Kaiming initialisation (He et al. 2015), so that activations neither vanish nor grow; no value is denormal. */
export function randomWeights(seed: number): WeightValues {
  const rng = createRng(seed);
  return {
    bound: (fanIn) => Math.sqrt(6 / fanIn),
    draw(target, factor, label) {
      // A generator of its own (xorshift, Marsaglia 2003): millions of calls of Rng.next would take longest of all that writing a file does.
      let state = rng.fork(label).integer(4294967295) + 1;
      const step = factor / 2147483648;
      const rounded = !(target instanceof Float32Array);
      for (let i = 0; i < target.length; i++) {
        state ^= state << 13;
        state ^= state >>> 17;
        state ^= state << 5;
        const value = state * step;
        target[i] = rounded ? Math.round(value) : value;
      }
    },
  };
}

/** Every weight 1 / fan-in: each output is the mean of its inputs. */
export const constantWeights: WeightValues = {
  bound: (fanIn) => 1 / fanIn,
  draw: (target, factor) => void target.fill(target instanceof Float32Array ? factor : Math.round(factor)),
};
