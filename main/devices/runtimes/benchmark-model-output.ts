/** What TensorFlow Lite's benchmark_model prints, in microseconds. */
export interface BenchmarkModelOutput {
  readonly runs: number;
  readonly meanUs: number;
  readonly minimumUs: number;
  readonly maximumUs: number;
  readonly deviationUs: number;
  /** Only newer builds tell it. */
  readonly medianUs: number | null;
  readonly warmupMeanUs: number;
  readonly initUs: number;
}

/** Longer lines are none of its own; looking through them would take long. */
const maximumLineLength = 1000;

const number = String.raw`([\d.]+(?:e[+-]?\d+)?)`;
const statistics = new RegExp(String.raw`\bcount=(\d+) .*?\bmin=${number} max=${number} avg=${number} std=${number}(.*)$`);
const timings = new RegExp(
  String.raw`Inference timings in us: Init: ${number}, First inference: ${number}, Warmup \(avg\): ${number}, Inference \(avg\): ${number}`,
);

/** Reads its text, with or without the prefixes of a log. null where a run to the end left no such text. */
export function parseBenchmarkModelOutput(text: string): BenchmarkModelOutput | null {
  const lines = text.split(/\r?\n/).filter((line) => line.length <= maximumLineLength);
  const summary = lines.flatMap((line) => timings.exec(line) ?? []).map(Number);
  // The first line of statistics is of the warm-up, the last of the timed runs.
  const last = lines.flatMap((line) => [statistics.exec(line)].filter((match) => match !== null)).at(-1);
  if (last === undefined || summary.length === 0) return null;
  const [, runs, minimumUs, maximumUs, , deviationUs] = last.map(Number);
  const [, initUs, , warmupMeanUs, meanUs] = summary;
  const medianUs = new RegExp(`\\bmedian=${number}`).exec(last[6] ?? '')?.[1];
  const figures = { runs, meanUs, minimumUs, maximumUs, deviationUs, warmupMeanUs, initUs };
  if (!Object.values(figures).every((value) => value !== undefined && Number.isFinite(value))) return null;
  return { ...(figures as Record<keyof typeof figures, number>), medianUs: medianUs === undefined ? null : Number(medianUs) };
}
