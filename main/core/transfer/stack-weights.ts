const steps = 20;

/**
 * Weights of an average of models, none negative, their sum 1: those that minimise the squared leave-one-out error of the average, drawn to `prior`
 * as if `priorSamples` more samples spoke for it. `errors`: [models][K] relative errors of each model on left-out samples. The best of a grid of 5 %.
 */
export function stackWeights(errors: readonly Float64Array[], prior: readonly number[], priorSamples: number): number[] {
  const models = errors.length;
  const samples = errors[0]!.length;
  const products = errors.map((a) => errors.map((b) => a.reduce((sum, value, i) => sum + value * b[i]!, 0)));
  const belief = (priorSamples / samples) * meanSquaredDistance(products);
  let best = { weights: [...prior], loss: Infinity };
  for (const weights of simplexGrid(models)) {
    let loss = 0;
    for (let a = 0; a < models; a++) {
      for (let b = 0; b < models; b++) loss += weights[a]! * weights[b]! * products[a]![b]!;
      loss += belief * (weights[a]! - prior[a]!) ** 2;
    }
    if (loss < best.loss) best = { weights, loss };
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
