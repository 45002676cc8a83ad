/** Milliseconds over all timed runs; percentiles by their number (90, 95, 99: older versions tell only 99). */
export interface TrtexecTiming {
  readonly minimumMs: number;
  readonly maximumMs: number;
  readonly meanMs: number;
  readonly medianMs: number;
  readonly percentilesMs: ReadonlyMap<number, number>;
}

export interface TrtexecSummary {
  /** From the host: the copies to and from the GPU included. */
  readonly latency: TrtexecTiming;
  readonly gpuCompute: TrtexecTiming;
}

/** Reads the summary that trtexec prints: one line a quantity from TensorRT 8 on, one line a figure in TensorRT 7. null where there is none. */
export function parseTrtexecSummary(text: string): TrtexecSummary | null {
  const lines = text.split(/\r?\n/).map((line) => line.replace(/^\[[^\]]*\] \[\w\] ?/, '').trim());
  const latency = timingOf(lines, 'Latency:', 'Host Latency');
  const gpuCompute = timingOf(lines, 'GPU Compute Time:', 'GPU Compute');
  return latency === null || gpuCompute === null ? null : { latency, gpuCompute };
}

const figuresOfTensorRt7 = 5;

function timingOf(lines: readonly string[], label: string, heading: string): TrtexecTiming | null {
  const line = lines.findLast((one) => one.startsWith(label));
  if (line !== undefined) return timing(line);
  const start = lines.lastIndexOf(heading);
  return start === -1 ? null : timing(lines.slice(start + 1, start + 1 + figuresOfTensorRt7).join('\n'));
}

function timing(text: string): TrtexecTiming | null {
  const minimumMs = figure(text, 'min');
  const maximumMs = figure(text, 'max');
  const meanMs = figure(text, 'mean');
  const medianMs = figure(text, 'median');
  if (minimumMs === null || maximumMs === null || meanMs === null || medianMs === null) return null;
  return { minimumMs, maximumMs, meanMs, medianMs, percentilesMs: percentiles(text) };
}

/** `min = 5.38 ms` or `min: 5.38 ms`. */
function figure(text: string, name: string): number | null {
  return milliseconds(new RegExp(String.raw`\b${name}(?: =|:) ([\d.e+-]+) ms`).exec(text)?.[1]);
}

/** `percentile(99%) = 12.9 ms` or `percentile: 12.9 ms at 99%`. */
function percentiles(text: string): ReadonlyMap<number, number> {
  const found = new Map<number, number>();
  for (const [, percent, value] of text.matchAll(/percentile\(([\d.]+)%\) = ([\d.e+-]+) ms/g)) keep(found, percent, value);
  for (const [, value, percent] of text.matchAll(/percentile: ([\d.e+-]+) ms at ([\d.]+)%/g)) keep(found, percent, value);
  return found;
}

function keep(found: Map<number, number>, percent: string | undefined, text: string | undefined): void {
  const value = milliseconds(text);
  if (value !== null && percent !== undefined) found.set(Number(percent), value);
}

function milliseconds(text: string | undefined): number | null {
  const value = Number(text ?? Number.NaN);
  return Number.isFinite(value) && value >= 0 ? value : null;
}
