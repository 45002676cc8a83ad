import type { Predictor } from '../predictors/predictor.ts';
import type { EncodingForm } from '../spaces/search-space.ts';
import { mean } from '../stats/summary.ts';
import type { LatencyTerm } from './latency-formula.ts';
import { fitSourcePredictor } from './source-predictor.ts';
import type { TransferFit } from './transfer-fit.ts';
import type { TransferProblem } from './transfer-problem.ts';
import { transferPredictor } from './transfer-predictor.ts';

/** A predictor and what it sees of an architecture. */
export interface SavedTransfer {
  readonly encoding: EncodingForm | 'descriptors';
  readonly predictor: Predictor;
}

/**
 * The fit as a predictor of any architecture of the space. What sources measured is replaced by what their predictors say, as for most
 * architectures they have measured nothing. `latencyMs`: [K] of the samples. `invalid-input` where a source has too few measurements for that.
 */
export function savedTransfer({ population, devices, sources }: TransferProblem, fit: TransferFit, latencyMs: Float64Array): SavedTransfer {
  const { model, leaveOneOutMs } = fit;
  if (model.kind === 'predictor') return model;
  const known = (knowsSources(model.terms) ? sources.names : []).map((name, s) => {
    const device = devices.find((one) => one.name === name)!;
    const { parts } = fitSourcePredictor(population, name, device.latencyMs);
    return { name, parts, offset: sources.offsets[s]!, unit: sources.units[s]! };
  });
  const relativeDeviation = leaveOneOutMs
    ? Math.sqrt(mean(leaveOneOutMs.map((value, i) => ((value - latencyMs[i]!) / latencyMs[i]!) ** 2)))
    : null;
  const { featureNames } = population.descriptors;
  return { encoding: 'descriptors', predictor: transferPredictor({ featureNames, sources: known, terms: model.terms, relativeDeviation }) };
}

function knowsSources(terms: readonly LatencyTerm[]): boolean {
  return terms.some(({ sourceWeights, radial }) => sourceWeights.length > 0 || radial.some(({ input }) => input === 'sources'));
}
