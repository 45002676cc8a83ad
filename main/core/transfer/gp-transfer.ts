import { addScaled, multiplyTransposed } from '../linalg/multiply.ts';
import type { Explanation } from './explain-samples.ts';
import { standardDeviation } from './gp-uncertainty.ts';
import { addLinear, latencyOf, type LatencyTerm, type RadialSum } from './latency-formula.ts';
import type { LatencyScale } from './latency-scales.ts';
import type { TransferFeatures } from './transfer-features.ts';
import type { Hypothesis } from './weigh-hypotheses.ts';

/** A Gaussian process over kernel mixtures, as it follows from an explanation of a few samples. */
export interface GpTransfer {
  /** One a scale. */
  readonly terms: readonly LatencyTerm[];
  /** [n] of the whole population. */
  readonly latencyMs: Float64Array;
  /** [n] standard deviation of a measurement of it. */
  readonly standardDeviationMs: Float64Array;
}

/** Every mixture, level of noise and scale explains the samples more or less probably; predictions are averaged by that. */
export function gpTransferOf(features: TransferFeatures, explanation: Explanation): GpTransfer {
  const { hypotheses } = explanation;
  const terms = (['raw', 'log'] as const).flatMap((scale) => {
    const own = hypotheses.filter((hypothesis) => hypothesis.scale === scale);
    return own.length === 0 ? [] : [termOf(features, explanation, scale, own)];
  });
  const latencyMs = latencyOf(terms, features.inputs);
  return { terms, latencyMs, standardDeviationMs: standardDeviation(features, explanation, latencyMs) };
}

function termOf(features: TransferFeatures, explanation: Explanation, scale: LatencyScale, own: readonly Hypothesis[]): LatencyTerm {
  const { components, ofSources, inputs } = features;
  const { support, floorMs } = explanation;
  const share = own.reduce((sum, { probability }) => sum + probability, 0);
  let constant = own.reduce((sum, hypothesis) => sum + (hypothesis.probability / share) * hypothesis.constant, 0);
  const descriptorWeights = new Float64Array(inputs.x.cols);
  const sourceWeights = new Float64Array(inputs.sources.cols);
  const radial: RadialSum[] = [];
  components.forEach((component, c) => {
    const coefficients = new Float64Array(support[c]!.rows);
    for (const { mixture, alpha, probability } of own) addScaled(coefficients, (probability / share) * mixture[c]!, alpha);
    if (coefficients.every((value) => value === 0)) return;
    const seesSources = c < ofSources;
    if (component.form === 'radial') {
      radial.push({ input: seesSources ? 'sources' : 'x', component, support: support[c]!, coefficients });
      return;
    }
    const direction = multiplyTransposed(support[c]!, coefficients);
    constant += addLinear(seesSources ? sourceWeights : descriptorWeights, component, direction);
  });
  return { share, scale, floorMs, constant, descriptorWeights, sourceWeights, radial };
}
