const steps = 20;
/** Less than this is rounding: models that err alike leave the prior. */
const relativeGain = 1e-9;

/**
 * Weights of an average of models, none negative, their sum 1: the most probable ones where they are thought to lie around `prior` with this standard
 * deviation, and errors of the average are as large as those of the prior's average: noise in the measurements then moves no weights.
 * `errors`: [models][K] relative errors of each model on left-out samples. The best of a grid of 5 % and the prior itself.
 */
export function stackWeights(errors: readonly Float64Array[], prior: readonly number[], deviation: number): number[] {
  const models = errors.length;
  const samples = errors[0]!.length;
  const products = errors.map((a) => errors.map((b) => a.reduce((sum, value, i) => sum + value * b[i]!, 0)));
  const squaredErrors = (weights: readonly number[]): number => {
    let sum = 0;
    for (let a = 0; a < models; a++) for (let b = 0; b < models; b++) sum += weights[a]! * weights[b]! * products[a]![b]!;
    return sum;
  };
  const belief = squaredErrors(prior) / samples / deviation ** 2;
  const lossOf = (weights: readonly number[]): number =>
    weights.reduce((loss, weight, m) => loss + belief * (weight - prior[m]!) ** 2, squaredErrors(weights));
  let best = { weights: [...prior], loss: lossOf(prior) };
  for (const weights of simplexGrid(models)) {
    const loss = lossOf(weights);
    if (loss < best.loss * (1 - relativeGain)) best = { weights, loss };
  }
  return best.weights;
}

function* simplexGrid(models: number, left = steps): Generator<number[]> {
  if (models === 1) {
    yield [left / steps];
    return;
  }
  for (let own = 0; own <= left; own++) for (const rest of simplexGrid(models - 1, left - own)) yield [own / steps, ...rest];
}
