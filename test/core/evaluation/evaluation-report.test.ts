import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type EvaluationRow, summarise } from '../../../main/core/evaluation/evaluation-report.ts';

type Metric = 'srcc' | 'mape';

const row = (
  target: string,
  seed: number,
  srcc: number | null,
  mape: number | null,
  samples = 10,
  method = 'gp',
): EvaluationRow<Metric> => ({
  target,
  samples,
  method,
  seed,
  metrics: { srcc, mape },
});
const summaryOf = (rows: readonly EvaluationRow<Metric>[]) => summarise(rows, ['srcc', 'mape'], ['mape']);

test('the mean is over targets of their means over seeds, the worst is the worst such mean', () => {
  // Target a has three seeds and counts no more than b.
  const rows = [row('a', 1, 1, 0.1), row('a', 2, 0.5, 0.1), row('a', 3, 0.75, 0.4), row('b', 1, 0.25, 0.1)];
  const [summary, ...others] = summaryOf(rows);
  assert.equal(others.length, 0);
  assert.deepEqual([summary!.method, summary!.samples], ['gp', 10]);
  assert.equal(summary!.mean.srcc, (0.75 + 0.25) / 2);
  assert.equal(summary!.worst.srcc, 0.25);
  assert.ok(Math.abs(summary!.mean.mape! - 0.15) < 1e-12);
  assert.ok(Math.abs(summary!.worst.mape! - 0.2) < 1e-12); // an error: the largest
});

test('what is not defined does not count, and is null where nothing is', () => {
  const [summary] = summaryOf([row('a', 1, null, null), row('a', 2, 0.5, null), row('b', 1, null, null)]);
  assert.deepEqual(summary!.mean, { srcc: 0.5, mape: null });
  assert.deepEqual(summary!.worst, { srcc: 0.5, mape: null });
});

test('one summary a method and number of samples, in the order of the rows', () => {
  const rows = [row('a', 1, 1, 0, 20), row('a', 1, 1, 0, 5), row('b', 1, 0, 0, 20), row('a', 1, 0.5, 0, 20, 'none')];
  assert.deepEqual(
    summaryOf(rows).map(({ method, samples, mean }) => [method, samples, mean.srcc]),
    [
      ['gp', 20, 0.5],
      ['gp', 5, 1],
      ['none', 20, 0.5],
    ],
  );
  assert.deepEqual(summaryOf([]), []);
});
