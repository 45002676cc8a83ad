import { invalidInput } from '../lab-error.ts';
import { type Matrix, zeros } from '../linalg/matrix.ts';
import { mean } from '../stats/summary.ts';
import { isPlausibleLatency } from './plausible-latency.ts';
import type { Population } from './population.ts';
import { fitSourcePredictor, predictSource } from './source-predictor.ts';

/** A device that was measured before. */
export interface SourceDevice {
  readonly name: string;
  /** One an architecture of the population; NaN where it was not measured. */
  readonly latencyMs: Float64Array;
}

/** What the sources say of every architecture. */
export interface SourceFeatures {
  readonly names: readonly string[];
  /** [n, sources]: logarithms of latencies, standardised a source. */
  readonly matrix: Matrix;
  /** log latency = offset + unit · feature, one a source. */
  readonly offsets: Float64Array;
  readonly units: Float64Array;
}

/** From this share on a source's gaps are filled; below it, its predictor speaks for all architectures, so that none stands out by its noise. */
const mostlyMeasured = 0.5;

/**
 * `invalid-input` where a source has too few measurements, latencies that cannot be any, or the name of another. Sources that measured everything
 * the same say nothing and are left out.
 */
export function sourceFeatures(population: Population, sources: readonly SourceDevice[]): SourceFeatures {
  checkSources(population, sources);
  const columns = sources.flatMap((source) => {
    const logs = completeLatencies(population, source).map(Math.log);
    const offset = mean(logs);
    const unit = Math.sqrt(mean(logs.map((value) => (value - offset) ** 2)));
    return unit > 1e-9 ? [{ name: source.name, values: logs.map((value) => (value - offset) / unit), offset, unit }] : [];
  });
  const matrix = zeros(population.architectures.length, columns.length);
  columns.forEach(({ values }, s) => values.forEach((value, i) => (matrix.data[i * columns.length + s] = value)));
  return {
    names: columns.map(({ name }) => name),
    matrix,
    offsets: Float64Array.from(columns, ({ offset }) => offset),
    units: Float64Array.from(columns, ({ unit }) => unit),
  };
}

function checkSources({ space, architectures }: Population, sources: readonly SourceDevice[]): void {
  const names = new Set<string>();
  for (const { name, latencyMs } of sources) {
    if (latencyMs.length !== architectures.length)
      throw new RangeError(`${latencyMs.length} latencies of “${name}” for ${architectures.length} architectures`);
    if (names.has(name)) throw invalidInput(`Two sources are called “${name}”.`, 'Rename one of them.');
    names.add(name);
    const bad = latencyMs.findIndex((value) => !Number.isNaN(value) && !isPlausibleLatency(value));
    if (bad < 0) continue;
    const architecture = space.print(architectures[bad]!);
    throw invalidInput(`The source “${name}” has the latency ${latencyMs[bad]} ms.`, 'Leave out what was not measured.', architecture);
  }
}

function completeLatencies(population: Population, { name, latencyMs }: SourceDevice): Float64Array {
  if (!latencyMs.some(Number.isNaN)) return latencyMs;
  const measured = latencyMs.reduce((count, value) => count + Number(!Number.isNaN(value)), 0);
  const predicted = predictSource(fitSourcePredictor(population, name, latencyMs), population.x);
  if (measured < mostlyMeasured * latencyMs.length) return predicted;
  return latencyMs.map((value, row) => (Number.isNaN(value) ? predicted[row]! : value));
}
