import assert from 'node:assert/strict';
import { test } from 'node:test';
import { latencyProfile } from '../../../main/core/cost-model/latency-profile.ts';
import { matrixFromRows } from '../../../main/core/linalg/matrix.ts';
import { allCloseTo } from '../../helpers/close-to.ts';

test('a level and a profile are told apart, whatever is missing', () => {
  const levels = [3, -1, 0.5];
  const profile = [0.4, -0.1, -0.7, 0.4];
  const rows = levels.map((level) => profile.map((value) => level + value));
  rows[0]![1] = rows[1]![0] = rows[1]![3] = rows[2]![2] = NaN;
  const found = latencyProfile(matrixFromRows(rows));
  const shift = found.levels[0]! - levels[0]!;
  allCloseTo(found.levels.map((level) => level - shift), levels, 1e-8); // prettier-ignore
  allCloseTo(found.profile.map((value) => value + shift), profile, 1e-8); // prettier-ignore
  assert.deepEqual([...found.counts], [2, 2, 2, 2]);
});

test('complete rows have their means as levels, and a network that nobody has measured has no profile', () => {
  const found = latencyProfile(matrixFromRows([[1, 3, NaN], [4, 8, NaN]])); // prettier-ignore
  assert.deepEqual([...found.levels], [2, 6]);
  assert.deepEqual([...found.profile], [-1.5, 1.5, NaN]);
});
