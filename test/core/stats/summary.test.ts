import assert from 'node:assert/strict';
import { test } from 'node:test';
import { coefficientOfVariation, summariseLatencies } from '../../../main/core/stats/summary.ts';
import { closeTo } from '../../helpers/close-to.ts';
import { rankStatistics } from './rank-statistics-fixture.ts';

test('equals numpy and scipy', () => {
  const summary = summariseLatencies(rankStatistics.values);
  closeTo(summary.medianMs, rankStatistics.quantiles[4]!, 1e-15);
  closeTo(summary.p90Ms, rankStatistics.quantiles[5]!, 1e-15);
  closeTo(summary.trimmedMeanMs, rankStatistics.trimmedMean, 1e-14);
  closeTo(summary.medianAbsoluteDeviationMs, rankStatistics.medianAbsoluteDeviation, 1e-14);
  closeTo(summary.coefficientOfVariation, rankStatistics.coefficientOfVariation, 1e-14);
  assert.equal(summary.minMs, rankStatistics.quantiles[0]);
  assert.equal(summary.runs, 37);
});

test('a single run has no spread', () => {
  assert.deepEqual(summariseLatencies([2.5]), {
    runs: 1,
    medianMs: 2.5,
    p90Ms: 2.5,
    minMs: 2.5,
    trimmedMeanMs: 2.5,
    medianAbsoluteDeviationMs: 0,
    coefficientOfVariation: 0,
  });
  assert.equal(coefficientOfVariation([]), 0);
  assert.throws(() => summariseLatencies([]), RangeError);
});

test('one slow run moves neither the median nor the trimmed mean much', () => {
  const calm = summariseLatencies(Array.from({ length: 20 }, (_, i) => 10 + i / 100));
  const disturbed = summariseLatencies(Array.from({ length: 20 }, (_, i) => (i === 19 ? 500 : 10 + i / 100)));
  assert.ok(Math.abs(disturbed.medianMs - calm.medianMs) < 0.01 && Math.abs(disturbed.trimmedMeanMs - calm.trimmedMeanMs) < 0.02);
  assert.ok(disturbed.coefficientOfVariation > 1);
});
