import { ridgeLeastSquares } from '../../../main/core/linalg/least-squares.ts';
import type { ComparedSubject } from '../subject.ts';
import { normalValues } from './normal-values.ts';

export const ridgeSubjects: readonly ComparedSubject[] = [ridge(2000, 31, 1.3), ridge(10_000, 600, 2.9)];

function ridge(rows: number, cols: number, goalRatio: number): ComparedSubject {
  return {
    name: `ridge regression, ${rows.toLocaleString('en')} × ${cols}`,
    peer: { name: 'numpy and scipy.linalg.cho_solve', script: 'ridge.py', modules: ['scipy'] },
    goalRatio,
    inputs() {
      const x = normalValues(rows * cols, 4);
      const noise = normalValues(rows, 5);
      return { x, y: noise.map((value, i) => value + x[i * cols]! - x[i * cols + 1]!) };
    },
    prepare({ x, y }) {
      const matrix = { rows, cols, data: x! };
      return () => ridgeLeastSquares(matrix, y!, 1);
    },
    tolerance: 1e-10,
  };
}
