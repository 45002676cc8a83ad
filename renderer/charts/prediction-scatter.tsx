import { useMemo, useState, type KeyboardEvent, type PointerEvent } from 'react';
import { formatMs } from '../state/format.ts';
import { HorizontalAxis, VerticalAxis } from './axis.tsx';
import { ChartStage } from './chart-stage.tsx';
import { HoverCard } from './hover-card.tsx';
import { nearestPointIndex } from './nearest-point.ts';
import { extent, latencyAxis } from './scales.ts';
import { ScatterCloud } from './scatter-cloud.tsx';
import type { Size } from './use-size.ts';

export type PredictedPoint = {
  readonly name: string;
  readonly predictedMs: number;
  readonly measuredMs: number;
  /** Half-width of its 90 % interval; null: none is stated, or it was among the samples. */
  readonly halfWidthMs: number | null;
  /** Whether the model was fitted to it. */
  readonly sample: boolean;
};

type PredictionScatterProps = { label: string; points: readonly PredictedPoint[] };

const REACH = 24;
const LEFT = 36;
const TOP = 24;

/** Measured over predicted latencies: samples filled, the others grey with their intervals; arrows go through them by rising prediction. */
export function PredictionScatter(props: PredictionScatterProps) {
  return <ChartStage minimumHeight={180}>{(size) => <Scatter {...props} size={size} />}</ChartStage>;
}

function Scatter({ label, points, size }: PredictionScatterProps & { size: Size }) {
  const [pointed, setPointed] = useState<number | undefined>(undefined);
  const drawing = useMemo(() => layout(points, size), [points, size]);
  const { horizontal, vertical, x, y, unseen, samples, byPrediction, nearest } = drawing;
  const [left, right] = horizontal.range;
  const [bottom, top] = vertical.range;

  const onPointerMove = (event: PointerEvent<SVGSVGElement>): void => {
    const box = event.currentTarget.getBoundingClientRect();
    setPointed(nearest.find(event.clientX - box.left, event.clientY - box.top, REACH));
  };
  const onKeyDown = (event: KeyboardEvent<SVGSVGElement>): void => {
    const at = pointed === undefined ? -1 : byPrediction.indexOf(pointed);
    if (event.key === 'ArrowRight') setPointed(byPrediction[Math.min(byPrediction.length - 1, at + 1)]);
    else if (event.key === 'ArrowLeft') setPointed(byPrediction[Math.max(0, at - 1)]);
    else if (event.key === 'Escape') event.currentTarget.blur();
    else return;
    event.preventDefault();
  };
  const point = pointed === undefined ? undefined : points[pointed];
  const bars = unseen
    .map((index) => {
      const { predictedMs, halfWidthMs } = points[index]!;
      if (halfWidthMs === null) return '';
      const from = predictedMs - halfWidthMs;
      const low = from > horizontal.domain[0] ? horizontal.toPixel(from) : left;
      return `M${low} ${y[index]}H${Math.min(right, horizontal.toPixel(predictedMs + halfWidthMs))}`;
    })
    .join('');
  const lowest = Math.max(horizontal.domain[0], vertical.domain[0]);
  const highest = Math.min(horizontal.domain[1], vertical.domain[1]);

  return (
    <>
      <svg width={size.width} height={size.height}>
        <VerticalAxis scale={vertical} left={left} right={right} title="measured, ms" />
        <HorizontalAxis scale={horizontal} y={bottom} title="predicted, ms" gridTop={top} />
        <g aria-hidden="true">
          <line
            className="chart-axis"
            x1={horizontal.toPixel(lowest)}
            y1={vertical.toPixel(lowest)}
            x2={horizontal.toPixel(highest)}
            y2={vertical.toPixel(highest)}
          />
          <path
            d={bars}
            stroke="var(--cloud)"
            strokeWidth={1.5}
            opacity={Math.max(0.12, Math.min(0.45, 60 / Math.max(1, unseen.length)))}
          />
        </g>
      </svg>
      <ScatterCloud
        width={size.width}
        height={size.height}
        x={unseen.map((index) => x[index]!)}
        y={unseen.map((index) => y[index]!)}
        area={drawing}
        colour="--cloud"
        opacity={0.85}
        diameter={unseen.length > 300 ? 3 : 4.5}
      />
      <svg
        width={size.width}
        height={size.height}
        role="application"
        aria-roledescription="scatter chart"
        aria-label={`${label}, ${points.length} architectures; arrows left and right go from one to the next`}
        tabIndex={0}
        onPointerMove={onPointerMove}
        onPointerLeave={() => setPointed(undefined)}
        onBlur={() => setPointed(undefined)}
        onKeyDown={onKeyDown}
      >
        <g aria-hidden="true">
          {samples.map((index) => (
            <circle key={index} cx={x[index]} cy={y[index]} r={3.6} fill="var(--cat-1)" stroke="var(--surface)" strokeWidth={0.6} />
          ))}
          {pointed !== undefined && <circle className="chart-ring is-hover" cx={x[pointed]} cy={y[pointed]} r={5} />}
        </g>
      </svg>
      <p className="visually-hidden" aria-live="polite">
        {point === undefined ? '' : `${point.name}: ${describe(point)}`}
      </p>
      {pointed !== undefined && point !== undefined && (
        <HoverCard x={x[pointed] ?? 0} y={y[pointed] ?? 0} size={size} title={describe(point)}>
          <div>{point.sample ? 'one of the samples' : 'not used: it checks the prediction'}</div>
          <div className="mono">{point.name}</div>
        </HoverCard>
      )}
    </>
  );
}

function layout(points: readonly PredictedPoint[], size: Size) {
  const horizontal = latencyAxis(extent(points.map(({ predictedMs }) => predictedMs)) ?? [1, 10], [LEFT, size.width - 10], 44, 0.06);
  const vertical = latencyAxis(extent(points.map(({ measuredMs }) => measuredMs)) ?? [1, 10], [size.height - 40, TOP], 26, 0.06);
  const x = points.map(({ predictedMs }) => horizontal.toPixel(predictedMs));
  const y = points.map(({ measuredMs }) => vertical.toPixel(measuredMs));
  const all = [...points.keys()];
  return {
    horizontal,
    vertical,
    x,
    y,
    unseen: all.filter((index) => !points[index]!.sample),
    samples: all.filter((index) => points[index]!.sample),
    byPrediction: all.toSorted((a, b) => points[a]!.predictedMs - points[b]!.predictedMs),
    nearest: nearestPointIndex(x, y),
  };
}

function describe({ predictedMs, halfWidthMs, measuredMs }: PredictedPoint): string {
  return `predicted ${formatMs(predictedMs)}${halfWidthMs === null ? '' : ` ± ${formatMs(halfWidthMs)}`} ms, measured ${formatMs(measuredMs)} ms`;
}
