import type { Campaign, Measurement } from '../../../preload/contract/campaign.ts';
import { extent, latencyAxis, linearAxis, type AxisScale } from '../../charts/scales.ts';
import type { Size } from '../../charts/use-size.ts';

/** A second value beside the latency: its own small plot under it. */
export type SidePlot = { title: string; colour: string; scale: AxisScale; top: number; bottom: number; values: readonly (number | null)[] };

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
export function chartLayout(campaign: Campaign, measurements: readonly Measurement[], size: Size, nowMs: number | null): ChartLayout {
  const left = margin.left;
  const right = Math.max(left + 60, size.width - margin.right);
  const bottom = Math.max(margin.top + 60, size.height - margin.bottom);
  const along = alongAxis(campaign, measurements, nowMs);
  const horizontal = linearAxis([0, along.end], [left, right], 70, 0);
  const x = along.values.map((value) => horizontal.toPixel(value));

  const conditions = [
    { title: 'Temperature, °C', colour: 'var(--cat-2)', values: measurements.map((measurement) => measurement.tempC) },
    {
      title: 'Clock, GHz',
      colour: 'var(--cat-3)',
      values: measurements.map((measurement) => (measurement.clockKhz === null ? null : measurement.clockKhz / 1e6)),
    },
  ].filter((condition) => condition.values.some((value) => value !== null));
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
    const range = extent(condition.values.filter((value) => value !== null)) ?? [0, 1];
    return { ...condition, scale: linearAxis(range, [sideBottom, top], 15, 0.1), top, bottom: sideBottom };
  });

  return {
    x,
    y: measurements.map((measurement) => latency.toPixel(measurement.medianMs)),
    horizontal,
    horizontalTitle: along.title,
    latency,
    sides,
    bands: bandsOf(measurements, x),
    now: along.now === null ? null : horizontal.toPixel(along.now),
    top: margin.top,
    bottom,
  };
}

type Along = { values: readonly number[]; end: number; now: number | null; title: string };

/** Time since the start; the order where a long pause would squeeze the time axis. */
function alongAxis(campaign: Campaign, measurements: readonly Measurement[], nowMs: number | null): Along {
  const times = measurements.map((measurement) => measurement.measuredAtMs - campaign.startedAtMs);
  const last = times.at(-1) ?? 0;
  const longest = Math.max(0, ...times.map((time, index) => time - (times[index - 1] ?? 0)));
  if (longest > longPauseMs && longest > longPauseShare * last) {
    return {
      values: measurements.map((_, index) => index + 1),
      end: Math.max(1, measurements.length),
      now: null,
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
    title: `${inMinutes ? 'minutes' : 'seconds'} since start`,
  };
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
