import { zeros } from '../../../main/core/linalg/matrix.ts';
import { emptySymmetricEigen, symmetricEigen } from '../../../main/core/linalg/symmetric-eigen.ts';
import type { ComparedSubject } from '../subject.ts';
import { normalValues } from './normal-values.ts';

export const eigenSubjects: readonly ComparedSubject[] = [eigen(20, 1), eigen(50, 1), eigen(100, 1.5), eigen(200, 2.5)];

function eigen(n: number, goalRatio: number): ComparedSubject {
  return {
    name: `eigenvalues and eigenvectors, n = ${n}`,
    peer: { name: 'numpy.linalg.eigh', script: 'symmetric_eigen.py', modules: ['numpy'] },
    goalRatio,
    inputs() {
      const values = normalValues(n * n, 6);
      return { matrix: values.map((value, i) => value + values[(i % n) * n + Math.floor(i / n)]!) };
    },
    prepare({ matrix }) {
      const symmetric = { ...zeros(n, n), data: matrix! };
      const room = emptySymmetricEigen(n);
      return () => symmetricEigen(symmetric, room).values;
    },
    tolerance: 1e-12,
  };
}
