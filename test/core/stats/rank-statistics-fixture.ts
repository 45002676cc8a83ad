import { fixture } from '../../helpers/fixture.ts';

/** Stored numpy and scipy results; the file's `made` says how they were made. */
export const rankStatistics = fixture<{
  spearman: { x: number[]; y: number[]; ranksX: number[]; srcc: number }[];
  values: number[];
  probabilities: number[];
  quantiles: number[];
  trimmedMean: number;
  medianAbsoluteDeviation: number;
  coefficientOfVariation: number;
  distances: number[][];
  linkageDistances: number[];
  linkagePairs: [number, number][];
  leafOrderCost: number;
}>('numerics/rank-statistics.json');
