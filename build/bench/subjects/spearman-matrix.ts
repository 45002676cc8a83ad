import { spearmanMatrix as correlate } from '../../../main/core/stats/spearman-matrix.ts';
import type { ComparedSubject } from '../subject.ts';
import { normalValues } from './normal-values.ts';

const devices = 100;
const architectures = 15_625;

/** All of NAS-Bench-201 on many devices: what they have in common, what is their own, in hundredths as published, so that there are ties. */
export const spearmanMatrix: ComparedSubject = {
  name: 'SRCC matrix of 100 devices × 15,625 architectures',
  peer: { name: 'scipy.stats.spearmanr', script: 'spearman_matrix.py', modules: ['scipy'] },
  goalRatio: 1,
  inputs() {
    const common = normalValues(architectures, 1);
    const own = normalValues(devices * architectures, 2);
    const latencies = own.map((value, i) => Math.round(100 * Math.exp(3 + 0.5 * common[i % architectures]! + 0.2 * value)) / 100);
    return { latencies };
  },
  prepare({ latencies }) {
    const columns = Array.from({ length: devices }, (_, d) => latencies!.subarray(d * architectures, (d + 1) * architectures));
    return () =>
      correlate(columns)
        .flat()
        .map((value) => value ?? NaN);
  },
  tolerance: 1e-12,
};
