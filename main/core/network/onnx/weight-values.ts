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
      const state = rng.fork(label).integer(4294967295) + 1;
      const step = factor / 2147483648;
      if (target instanceof Float32Array) fillUniform(target, step, state);
      else fillUniformIntegers(target, step, state);
    },
  };
}

/** Every weight 1 / fan-in: each output is the mean of its inputs. */
export const constantWeights: WeightValues = {
  bound: (fanIn) => 1 / fanIn,
  draw: (target, factor) => void target.fill(target instanceof Float32Array ? factor : Math.round(factor)),
};

// A generator of their own (xorshift, Marsaglia 2003), and a loop for each kind of array: with Rng.next, and stores of changing type, drawing
// millions of numbers would take longer than all else that writing a file does.

function fillUniform(target: Float32Array, step: number, seed: number): void {
  let state = seed;
  for (let i = 0; i < target.length; i++) {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    target[i] = state * step;
  }
}

function fillUniformIntegers(target: Int8Array | Int32Array, step: number, seed: number): void {
  let state = seed;
  for (let i = 0; i < target.length; i++) {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    target[i] = Math.round(state * step);
  }
}
