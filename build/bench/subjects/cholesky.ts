import { cholesky as factor } from '../../../main/core/linalg/cholesky.ts';
import { zeros } from '../../../main/core/linalg/matrix.ts';
import { gram } from '../../../main/core/linalg/multiply.ts';
import type { ComparedSubject } from '../subject.ts';
import { normalValues } from './normal-values.ts';

const n = 1000;

export const cholesky: ComparedSubject = {
  name: 'Cholesky factor, n = 1,000',
  peer: { name: 'scipy.linalg.cholesky', script: 'cholesky.py', modules: ['scipy'] },
  goalRatio: 3.8,
  inputs() {
    const matrix = gram({ rows: n, cols: n, data: normalValues(n * n, 3) }).data;
    for (let i = 0; i < n; i++) matrix[i * n + i]! += n;
    return { matrix };
  },
  prepare({ matrix }) {
    const symmetric = { rows: n, cols: n, data: matrix! };
    const room = zeros(n, n); // numpy gets the memory that it has just freed again; a new typed array is new memory
    return () => factor(symmetric, room)!.data;
  },
  tolerance: 1e-12,
};
