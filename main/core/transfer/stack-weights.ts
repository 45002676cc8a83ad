const steps = 20;
/** Less than this is rounding: models that err alike leave the prior. */
const relativeGain = 1e-9;

/**
 * Weights of an average of models, none negative, their sum 1: those that minimise the squared leave-one-out error of the average, drawn to `prior`
 * as if `priorSamples` more samples spoke for it. `errors`: [models][K] relative errors of each model on left-out samples. The best of a grid of 5 % and the prior itself.
 */
export function stackWeights(errors: readonly Float64Array[], prior: readonly number[], priorSamples: number): number[] {
  const models = errors.length;
  const samples = errors[0]!.length;
  const products = errors.map((a) => errors.map((b) => a.reduce((sum, value, i) => sum + value * b[i]!, 0)));
  const belief = (priorSamples / samples) * meanSquaredDistance(products);
  const lossOf = (weights: readonly number[]): number => {
    let loss = 0;
    for (let a = 0; a < models; a++) {
      for (let b = 0; b < models; b++) loss += weights[a]! * weights[b]! * products[a]![b]!;
      loss += belief * (weights[a]! - prior[a]!) ** 2;
    }
    return loss;
  };
  let best = { weights: [...prior], loss: lossOf(prior) };
  for (const weights of simplexGrid(models)) {
    const loss = lossOf(weights);
    if (loss < best.loss * (1 - relativeGain)) best = { weights, loss };
  }
  return best.weights;
}

/** How far two models' errors are apart, on average over pairs. */
function meanSquaredDistance(products: readonly (readonly number[])[]): number {
  const pairs = products.flatMap((row, a) => row.slice(0, a).map((product, b) => products[a]![a]! + products[b]![b]! - 2 * product));
  return pairs.length === 0 ? 0 : pairs.reduce((sum, value) => sum + value, 0) / pairs.length;
}

function* simplexGrid(models: number, left = steps): Generator<number[]> {
  if (models === 1) {
    yield [left / steps];
    return;
  }
  for (let own = 0; own <= left; own++) for (const rest of simplexGrid(models - 1, left - own)) yield [own / steps, ...rest];
}
