import { writeOnnx } from '../main/core/network/onnx/write-onnx.ts';
import { createRng } from '../main/core/rng.ts';
import { buildReference, findReferenceNetwork } from '../main/core/spaces/reference-networks.ts';
import { searchSpaces } from '../main/core/spaces/spaces.ts';
import type { SearchSpace } from '../main/core/spaces/search-space.ts';

/** `npm run bench`: how long the lab's own work takes, on one core, beside the goal. Nothing fails here: machines differ. */
interface Benchmark {
  readonly name: string;
  readonly goalMs: number;
  run(): void;
}

const runs = 5;
const architectures = 100_000;

const benchmarks: readonly Benchmark[] = [
  writing('f32'),
  writing('int8'),
  ...searchSpaces.map((space) => ({
    name: `sample and encode ${architectures.toLocaleString('en')} architectures of ${space.title}`,
    goalMs: 2000,
    run: () => sampleAndEncode(space),
  })),
];

function writing(precision: 'f32' | 'int8'): Benchmark {
  const network = buildReference(findReferenceNetwork('MobileNetV2'));
  return {
    name: `write MobileNetV2 with random weights as ONNX, ${precision}`,
    goalMs: 300,
    run: () => void writeOnnx(network, { precision, seed: 1 }),
  };
}

function sampleAndEncode(space: SearchSpace): void {
  const rng = createRng(1);
  for (let i = 0; i < architectures; i++) space.encode(space.sample(rng));
}

/** Median wall time of `runs` runs after one that is not counted. */
function medianMs(run: () => void): number {
  run();
  const times = Array.from({ length: runs }, () => {
    const start = performance.now();
    run();
    return performance.now() - start;
  });
  return times.sort((a, b) => a - b)[Math.floor(runs / 2)]!;
}

const width = Math.max(...benchmarks.map(({ name }) => name.length));
for (const { name, goalMs, run } of benchmarks) {
  const ms = medianMs(run);
  const verdict = ms <= goalMs ? 'met' : 'missed';
  process.stdout.write(`${name.padEnd(width)}  ${ms.toFixed(0).padStart(6)} ms  (goal ${goalMs} ms: ${verdict})\n`);
}
