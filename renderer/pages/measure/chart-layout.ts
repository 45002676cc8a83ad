import type { Campaign, CampaignConditions, Measurement } from '../../../preload/contract/campaign.ts';
import { extent, latencyAxis, linearAxis, type AxisScale } from '../../charts/scales.ts';
import { thinLine } from '../../charts/thin-line.ts';
import type { Size } from '../../charts/use-size.ts';

/** A second value beside the latency: its own small plot under it. */
export type SidePlot = {
  title: string;
  colour: string;
  scale: AxisScale;
  top: number;
  bottom: number;
  /** In the order of time; `x` in pixels. */
  points: readonly { x: number; value: number }[];
  /** Measuring begins below it; null: there is no such limit. */
  limit: number | null;
};

/** A time in which the campaign waited for the device to cool. */
export type Cooling = { from: number; to: number };

export type Band = { block: number; repeat: number; from: number; to: number };

export type ChartLayout = {
  /** Place along the axis of each measurement in pixels. */
  x: readonly number[];
  y: readonly number[];
  horizontal: AxisScale;
  horizontalTitle: string;
  latency: AxisScale;
  sides: readonly SidePlot[];
  bands: readonly Band[];
  coolings: readonly Cooling[];
  /** Pixel of now; null where the axis is not time or nothing is running. */
  now: number | null;
  top: number;
  bottom: number;
};

const margin = { top: 22, right: 88, bottom: 38, left: 46 };
/** Room for the names of the blocks and the reason of the latest flag. */
const bandNames = 28;
const sideHeight = 46;
const sideGap = 28;
/** A pause this long would squeeze everything else on a time axis. */
const longPauseMs = 120_000;
const longPauseShare = 0.3;

/** Places measurements and their conditions on a stage; pure. `nowMs`: the present while the campaign runs, else null. */
export function chartLayout(
  campaign: Campaign,
  measurements: readonly Measurement[],
  read: readonly CampaignConditions[],
  size: Size,
  nowMs: number | null,
): ChartLayout {
  const left = margin.left;
  const right = Math.max(left + 60, size.width - margin.right);
  const bottom = Math.max(margin.top + 60, size.height - margin.bottom);
  const along = alongAxis(campaign, measurements, read, nowMs);
  const horizontal = linearAxis([0, along.end], [left, right], 70, 0);
  const x = along.values.map((value) => horizontal.toPixel(value));
  const pixelOf = (atMs: number): number => horizontal.toPixel(along.place?.(atMs) ?? 0);

  const moments = momentsOf(measurements, along.place === null ? [] : read);
  const limit = read.at(-1)?.limitC ?? null;
  const conditions = [
    {
      title: 'Temperature, °C',
      colour: 'var(--cat-2)',
      limit: moments.some(({ tempC }) => tempC !== null) ? limit : null,
      values: moments.map(({ tempC }) => tempC),
    },
    {
      title: 'Clock, GHz',
      colour: 'var(--cat-3)',
      limit: null,
      values: moments.map(({ clockKhz }) => (clockKhz === null ? null : clockKhz / 1e6)),
    },
  ].filter((condition) => condition.values.some((value) => value !== null));
  const atMoment = moments.map(({ atMs, index }) => (index === null ? pixelOf(atMs) : (x[index] ?? 0)));
  const latencyBottom = bottom - conditions.length * (sideHeight + sideGap);
  const latency = latencyAxis(
    extent(measurements.map((measurement) => measurement.medianMs)) ?? [1, 10],
    [latencyBottom, margin.top + bandNames],
    26,
    0.08,
  );
  const sides = conditions.map((condition, position): SidePlot => {
    const sideBottom = bottom - (conditions.length - 1 - position) * (sideHeight + sideGap);
    const top = sideBottom - sideHeight;
    const { limit: at, values, title, colour } = condition;
    const points = values.flatMap((value, index) => (value === null ? [] : [{ x: atMoment[index] ?? 0, value }]));
    const range = extent([...points.map(({ value }) => value), ...(at === null ? [] : [at])]) ?? [0, 1];
    return {
      title,
      colour,
      limit: at,
      points: thinLine(points),
      scale: linearAxis(range, [sideBottom, top], 15, 0.1),
      top,
      bottom: sideBottom,
    };
  });

  return {
    x,
    y: measurements.map((measurement) => latency.toPixel(measurement.medianMs)),
    horizontal,
    horizontalTitle: along.title,
    latency,
    sides,
    bands: bandsOf(measurements, x),
    coolings: along.place === null ? [] : coolingsOf(read, nowMs).map(({ from, to }) => ({ from: pixelOf(from), to: pixelOf(to) })),
    now: along.now === null ? null : horizontal.toPixel(along.now),
    top: margin.top,
    bottom,
  };
}

type Along = {
  values: readonly number[];
  end: number;
  now: number | null;
  title: string;
  /** Where a time is on the axis; null where the axis is not time. */
  place: ((atMs: number) => number) | null;
};

/** Time since the start; the order where a long pause would squeeze the time axis. */
function alongAxis(
  campaign: Campaign,
  measurements: readonly Measurement[],
  read: readonly CampaignConditions[],
  nowMs: number | null,
): Along {
  const times = measurements.map((measurement) => measurement.measuredAtMs - campaign.startedAtMs);
  const last = times.at(-1) ?? 0;
  const known = [...times, ...read.map(({ atMs }) => atMs - campaign.startedAtMs)].sort((a, b) => a - b);
  const longest = known.reduce((most, time, index) => Math.max(most, time - (known[index - 1] ?? 0)), 0);
  if (longest > longPauseMs && longest > longPauseShare * last) {
    return {
      values: measurements.map((_, index) => index + 1),
      end: Math.max(1, measurements.length),
      now: null,
      place: null,
      title: 'measurements in order (there was a long pause)',
    };
  }
  const now = nowMs === null ? null : Math.max(last, nowMs - campaign.startedAtMs);
  const endMs = Math.max(1_000, now === null ? last : now + (campaign.etaSeconds ?? 0) * 1000);
  const inMinutes = endMs > 180_000;
  const unitMs = inMinutes ? 60_000 : 1_000;
  return {
    values: times.map((time) => time / unitMs),
    end: endMs / unitMs,
    now: now === null ? null : now / unitMs,
    place: (atMs) => Math.max(0, atMs - campaign.startedAtMs) / unitMs,
    title: `${inMinutes ? 'minutes' : 'seconds'} since start`,
  };
}

type Moment = {
  atMs: number;
  tempC: number | null;
  clockKhz: number | null;
  /** Of the measurement; null: read between them. */ index: number | null;
};

/** What the measurements tell and what was read between them, in the order of time. */
function momentsOf(measurements: readonly Measurement[], read: readonly CampaignConditions[]): Moment[] {
  const measured = measurements.map(({ measuredAtMs, tempC, clockKhz }, index): Moment => ({ atMs: measuredAtMs, tempC, clockKhz, index }));
  if (read.length === 0) return measured;
  const between = read.map(({ atMs, tempC, clockKhz }): Moment => ({ atMs, tempC, clockKhz, index: null }));
  return [...measured, ...between].sort((a, b) => a.atMs - b.atMs);
}

/** Times of waiting, from the first look that found it too hot to the first that did not; the last one lasts until now. */
function coolingsOf(read: readonly CampaignConditions[], nowMs: number | null): Cooling[] {
  const coolings: Cooling[] = [];
  let since: number | null = null;
  for (const { atMs, obstacle } of read) {
    if (obstacle !== null) since ??= atMs;
    else if (since !== null) {
      coolings.push({ from: since, to: atMs });
      since = null;
    }
  }
  const last = read.at(-1);
  if (since !== null && last !== undefined) coolings.push({ from: since, to: Math.max(last.atMs, nowMs ?? 0) });
  return coolings;
}

function bandsOf(measurements: readonly Measurement[], x: readonly number[]): Band[] {
  const bands = new Map<string, Band>();
  measurements.forEach(({ block, repeat }, index) => {
    const key = `${block}/${repeat}`;
    const at = x[index] ?? 0;
    const known = bands.get(key);
    bands.set(
      key,
      known === undefined ? { block, repeat, from: at, to: at } : { ...known, from: Math.min(known.from, at), to: Math.max(known.to, at) },
    );
  });
  return [...bands.values()];
}
