import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { minimumNormLeastSquares, ridgeLeastSquares } from '../../../main/core/linalg/least-squares.ts';
import { multiplyTransposed, multiplyVector, norm } from '../../../main/core/linalg/multiply.ts';
import { allCloseTo } from '../../helpers/close-to.ts';
import { linearAlgebra } from './linear-algebra-fixture.ts';
import { randomMatrix } from './random-matrix.ts';

test('the pseudo-inverse drops null directions as numpy.linalg.pinv with rcond 1e-10 does', () => {
  allCloseTo(minimumNormLeastSquares(linearAlgebra.oneHot, linearAlgebra.oneHotTarget), linearAlgebra.minimumNorm, 1e-13);
});

test('ridge equals numpy', () => {
  allCloseTo(ridgeLeastSquares(linearAlgebra.tall, linearAlgebra.tallTarget, linearAlgebra.ridgeLambda), linearAlgebra.ridge, 1e-13);
});

test('ridge solves its normal equations, tall or wide', () => {
  const penalties = fc.double({ min: 1e-3, max: 1e3, noNaN: true });
  fc.assert(
    fc.property(randomMatrix, penalties, (x, penalty) => {
      const y = Float64Array.from({ length: x.rows }, (_, i) => Math.sin(i + 1));
      const w = ridgeLeastSquares(x, y, penalty);
      const residual = y.map((value, i) => value - multiplyVector(x, w)[i]!);
      const gradient = multiplyTransposed(x, residual).map((value, i) => value - penalty * w[i]!);
      assert.ok(norm(gradient) <= 1e-9 * (1 + norm(x.data) * norm(y)), String(norm(gradient)));
    }),
    { seed: 6 },
  );
});

test('a vanishing penalty comes to the pseudo-inverse, also where the normal equations are singular', () => {
  allCloseTo(ridgeLeastSquares(linearAlgebra.oneHot, linearAlgebra.oneHotTarget, 1e-13), linearAlgebra.minimumNorm, 1e-9);
  assert.throws(() => ridgeLeastSquares(linearAlgebra.tall, linearAlgebra.tallTarget, 0), RangeError);
});
