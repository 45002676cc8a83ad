import { type ArchitectureDescriptors, architectureDescriptors } from '../../../main/core/descriptors/architecture-descriptors.ts';
import { type Matrix, zeros } from '../../../main/core/linalg/matrix.ts';
import { fitBoosting } from '../../../main/core/predictors/boosting/boosting.ts';
import type { Predictor } from '../../../main/core/predictors/predictor.ts';
import { fitRidge } from '../../../main/core/predictors/ridge.ts';
import { createRng, type Rng } from '../../../main/core/rng.ts';
import { runToEnd } from '../../../main/core/run-to-end.ts';
import { hypervolume } from '../../../main/core/search/hypervolume.ts';
import { nonDominatedFront } from '../../../main/core/search/non-dominated-front.ts';
import { nsga2 } from '../../../main/core/search/nsga2.ts';
import type { Problem } from '../../../main/core/search/problem.ts';
import { defineSpace } from '../../../main/core/spaces/define-space.ts';
import { fbnet } from '../../../main/core/spaces/fbnet.ts';
import { sampleDistinct } from '../../../main/core/spaces/sample-distinct.ts';
import { population as populationOf } from '../../../main/core/transfer/population.ts';
import { savedTransfer } from '../../../main/core/transfer/saved-transfer.ts';
import { fitTransfer } from '../../../main/core/transfer/transfer-method.ts';
import { transferProblem } from '../../../main/core/transfer/transfer-problem.ts';
import type { ComparedSubject, Inputs, TimedSubject } from '../subject.ts';

const genes = 20;
const choices = 9;
const seeds = 20;
const population = 100;
const points = 1_000_000;

const space = defineSpace({
  id: 'blocks',
  title: '20 blocks of 9 kinds',
  description: 'Every block adds its own latency and its own loss.',
  genes: Array.from({ length: genes }, (_, gene) => ({
    name: `block ${gene}`,
    values: [...Array(choices).keys()],
    kind: 'block',
    parts: [],
  })),
  variants: [],
  parse: (name) => name.split('-').map(Number),
  print: (architecture) => architecture.join('-'),
  counts: { names: [], of: () => [] },
  network: (architecture) => ({ name: architecture.join('-'), layers: [] }),
});

/** Both costs linear in one-hot blocks, `costs` [2, genes, choices]. */
function linearProblem(costs: Float64Array): Problem {
  return {
    space,
    objectives: [
      { name: 'latency', unit: 'ms', direction: 'minimise' },
      { name: 'loss', unit: '', direction: 'minimise' },
    ],
    limits: [undefined, undefined],
    evaluate(architectures) {
      const values = new Float64Array(2 * architectures.length);
      architectures.forEach((architecture, i) => {
        for (let gene = 0; gene < genes; gene++) {
          const at = gene * choices + architecture[gene]!;
          values[2 * i]! += costs[at]!;
          values[2 * i + 1]! += costs[genes * choices + at]!;
        }
      });
      return values;
    },
  };
}

const search: ComparedSubject = {
  name: `NSGA-II, 100 × 500 on 20 blocks with a linear predictor, ${seeds} seeds`,
  peer: { name: 'pymoo', script: 'nsga2_pymoo.py', modules: ['pymoo'] },
  goalRatio: 1 / 20,
  rounds: 1,
  inputs: () => {
    const rng = createRng(17);
    return {
      costs: zeros(2 * genes, choices).data.map(() => rng.next()),
      seeds: Float64Array.from({ length: seeds }, (_, seed) => seed + 1),
    };
  },
  prepare({ costs }: Inputs) {
    const problem = linearProblem(costs!);
    return () =>
      Float64Array.from({ length: seeds }, (_, seed) => seed).reduce(
        (all, seed) => {
          const { front } = runToEnd(nsga2(problem, { population, generations: 500, rng: createRng(seed + 1) }));
          // Of the front of all that was evaluated as many points as a population holds, evenly.
          for (let i = 0; i < population; i++) {
            const { values } = front[Math.floor((i * front.length) / population)]!;
            all.set(values, 2 * (seed * population + i));
          }
          return all;
        },
        new Float64Array(2 * population * seeds),
      );
  },
  tolerance: null,
  quality: {
    name: 'mean hypervolume, reference point (20, 20)',
    within: 0,
    of(result) {
      const all = Float64Array.from(result);
      let sum = 0;
      for (let seed = 0; seed < seeds; seed++) {
        const own = all.subarray(2 * population * seed, 2 * population * (seed + 1));
        sum += hypervolume(own, ['minimise', 'minimise'], [20, 20]) / seeds;
      }
      return sum;
    },
  },
};

let cloud: Float64Array | undefined;

function randomCloud(): Float64Array {
  const rng = createRng(3);
  return (cloud ??= new Float64Array(2 * points).map(() => rng.next()));
}

const front: TimedSubject = {
  name: 'exact front of 1,000,000 points',
  goalMs: 50,
  run: () => void nonDominatedFront(randomCloud(), ['minimise', 'maximise']),
};

const evaluations = 1_000_000;
/** As many as an exhaustive search evaluates at once. */
const atOnce = 4096;

/** Random architectures, encoded; `count` rows. */
function encoded(rng: Rng, count: number): Matrix {
  const matrix = zeros(count, space.dimensions('live').length);
  for (let i = 0; i < count; i++) matrix.data.set(space.encode(space.sample(rng), 'live'), i * matrix.cols);
  return matrix;
}

/** A million architectures of 20 blocks, drawn, encoded and predicted. */
function predictions(name: string, goalMs: number, fit: (x: Matrix, y: Float64Array) => Predictor): TimedSubject {
  let predictor: Predictor | undefined;
  return {
    name: `a million evaluations of a ${name} predictor, architectures of 20 blocks encoded`,
    goalMs,
    run() {
      const rng = createRng(5);
      predictor ??= fit(
        encoded(rng, 500),
        Float64Array.from({ length: 500 }, () => rng.next()),
      );
      for (let done = 0; done < evaluations; done += atOnce) predictor.predict(encoded(rng, Math.min(atOnce, evaluations - done)));
    },
  };
}

const featureNames = space.dimensions('live');
const ridgePredictions = predictions('ridge', 10_000, (x, y) => fitRidge(x, y, { featureNames, lambda: 'leave-one-out' }));
const boostingPredictions = predictions('boosting', 60_000, (x, y) =>
  runToEnd(fitBoosting(x, y, { featureNames, trees: 300, depth: 6, learningRate: 0.1, minimumLeafSamples: 20 })),
);

const described = 1000;
const otherDevices = 9;

/** The default way from nine devices to another one, by 20 measurements, as a model that predicts any architecture. */
function transferred(): Predictor {
  const rng = createRng(6);
  const architectures = sampleDistinct(fbnet, described, rng);
  const device = (): Float64Array => {
    const operatorMs = fbnet.genes.map(({ values }) => values.map(() => rng.next()));
    return Float64Array.from(architectures, (one) => one.reduce((ms, choice, gene) => ms + operatorMs[gene]![choice]!, 3));
  };
  const sources = Array.from({ length: otherDevices }, (_, s) => ({ name: `device ${s}`, latencyMs: device() }));
  const problem = transferProblem(populationOf(fbnet, architectures), sources);
  const target = device();
  const samples = rng.sampleWithout(described, 20);
  const latencyMs = Float64Array.from(samples, (row) => target[row]!);
  return savedTransfer(problem, fitTransfer('auto', { problem, samples, latencyMs, rng }), latencyMs).predictor;
}

const transferEvaluations = 100_000;
let model: { readonly descriptors: ArchitectureDescriptors; readonly predictor: Predictor } | undefined;

/** A tenth of a million, whose goal is 60 s on two cores. */
const transferPredictions: TimedSubject = {
  name: `${transferEvaluations.toLocaleString('en')} evaluations of the default method’s predictor, architectures of FBNet described`,
  goalMs: 12_000,
  run() {
    model ??= { descriptors: architectureDescriptors(fbnet), predictor: transferred() };
    const { descriptors, predictor } = model;
    const rng = createRng(7);
    for (let done = 0; done < transferEvaluations; done += atOnce) {
      const some = Array.from({ length: Math.min(atOnce, transferEvaluations - done) }, () => fbnet.sample(rng));
      predictor.predict(descriptors.describe(some));
    }
  },
};

export const searchSubjects = [search, front, ridgePredictions, boostingPredictions, transferPredictions] as const;
