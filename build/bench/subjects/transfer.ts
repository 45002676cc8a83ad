import { createRng } from '../../../main/core/rng.ts';
import { nasBench201 } from '../../../main/core/spaces/nas-bench-201.ts';
import type { Architecture } from '../../../main/core/spaces/search-space.ts';
import { population } from '../../../main/core/transfer/population.ts';
import { fitTransfer } from '../../../main/core/transfer/transfer-method.ts';
import { type MeasuredRows, measureInStages } from '../../../main/core/transfer/measure-in-stages.ts';
import { kernelPrior, type TransferProblem, transferProblem } from '../../../main/core/transfer/transfer-problem.ts';
import type { TimedSubject } from '../subject.ts';

const samples = 20;
const sources = 9;
const cells = [...nasBench201.enumerate!()];
const many = cells.length.toLocaleString('en');

/** Latencies in ms of every cell on a made-up device: its live operators take their time, with 2 % noise. */
function deviceLatencies(seed: number): Float64Array {
  const rng = createRng(seed);
  const operatorMs = [0, 0.1, 1, 3, 1].map((ms) => ms * Math.exp(0.5 * rng.normal()));
  const latencyMs = (cell: Architecture) => {
    const live = nasBench201.liveGenes(cell);
    return cell.reduce((ms, choice, edge) => ms + (live[edge] ? operatorMs[choice]! : 0), 5);
  };
  return Float64Array.from(cells, (cell) => latencyMs(cell) * Math.exp(0.02 * rng.normal()));
}

/** Made when the first of the subjects runs, which is not counted. */
let made: ReturnType<typeof makeProblem> | undefined;

function makeProblem() {
  const devices = Array.from({ length: sources }, (_, s) => ({ name: `source ${s}`, latencyMs: deviceLatencies(s + 1) }));
  const problem = transferProblem(population(nasBench201, cells), devices);
  const target = deviceLatencies(sources + 1);
  return { problem, target, ...choose(problem, target) };
}

/** What the sources teach, then the choice, which learns from what is measured. */
function choose(problem: TransferProblem, target: Float64Array): MeasuredRows {
  const rng = createRng(1);
  const { candidates } = problem.population;
  const measure = (rows: readonly number[]) => Float64Array.from(rows, (row) => target[row]!);
  return measureInStages(problem, kernelPrior(problem, samples, rng.fork('prior')), { candidates, count: samples, rng, measure });
}

export const transferSubjects: readonly TimedSubject[] = [
  {
    name: `transfer: describe the ${many} cells of NAS-Bench-201`,
    goalMs: 2000,
    run: () => void population(nasBench201, cells),
  },
  {
    name: `transfer: choose ${samples} of ${many} cells to measure, by ${sources} sources`,
    goalMs: 1000,
    run() {
      const { problem, target } = (made ??= makeProblem());
      choose(problem, target);
    },
  },
  {
    name: `transfer: fit the default method to ${samples} samples and predict ${many} cells, by ${sources} sources`,
    goalMs: 1000,
    run() {
      const { problem, rows, latencyMs } = (made ??= makeProblem());
      fitTransfer('auto', { problem, samples: rows, latencyMs, rng: createRng(2) });
    },
  },
];
