import assert from 'node:assert/strict';
import { test } from 'node:test';
import { matrixFromRows } from '../../../main/core/linalg/matrix.ts';
import { nonNegativeLeastSquares } from '../../../main/core/linalg/non-negative-least-squares.ts';
import { allCloseTo } from '../../helpers/close-to.ts';

const rows = [
  [2.041, -2.556, 0.418, -0.568],
  [-0.453, -0.216, -2.02, -0.232],
  [-0.865, 3.323, 0.226, -0.353],
  [-0.281, -0.668, -1.055, -0.391],
  [0.482, -0.239, 0.958, -0.2],
  [0.024, 1.546, 0.545, -0.505],
  [-0.183, 0.541, 1.935, -0.27],
  [-0.244, 1.002, -0.886, -0.292],
  [0.883, 0.58, 0.092, 0.67],
];
const y = [2.571, -3.944, -2.66, -3.009, 2.596, 0.54, 3.113, -3.143, 0.991];

test('the weights are those of scipy.optimize.nnls', () => {
  allCloseTo(nonNegativeLeastSquares(matrixFromRows(rows), y), [1.3303130755667059, 0, 1.8234857992843363, 1.129664721907096], 1e-10);
});

test('scales of columns don’t matter, columns of zeros weigh nothing, and equal columns share what one would have', () => {
  const scaled = matrixFromRows(rows.map(([a, b, c, d]) => [a! * 1e6, b!, c! * 1e-6, d!, 0, a! * 1e6]));
  const [a, b, c, d, none, again] = nonNegativeLeastSquares(scaled, y);
  allCloseTo([(a! + again!) * 1e6, b!, c! * 1e-6, d!, none!], [1.3303130755667059, 0, 1.8234857992843363, 1.129664721907096, 0], 1e-9);
});

test('nothing is explained by columns that all point away', () => {
  assert.deepEqual([...nonNegativeLeastSquares(matrixFromRows([[-1, -2], [-2, -1]]), [1, 1])], [0, 0]); // prettier-ignore
});
