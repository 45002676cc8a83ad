import { useId, useMemo, useState, type MouseEvent, type PointerEvent } from 'react';
import { formatMs, formatSignificant } from '../state/format.ts';
import { predictedInterval, type Candidate } from './candidate.ts';
import { HorizontalAxis, VerticalAxis } from './axis.tsx';
import { parseAxisTitle } from './axis-title.ts';
import { ChartStage } from './chart-stage.tsx';
import { FrontIntervals } from './front-intervals.tsx';
import { FrontPoints } from './front-points.tsx';
import { HoverCard } from './hover-card.tsx';
import { LimitHandle } from './limit-handle.tsx';
import { nearestPointIndex } from './nearest-point.ts';
import { extent, latencyAxis, linearAxis, partOfAxis, shareOfAxis, type AxisScale } from './scales.ts';
import { ScatterCloud } from './scatter-cloud.tsx';
import { staircasePath } from './staircase.ts';
import type { Size } from './use-size.ts';
import { useViewport } from './use-viewport.ts';
import { DrawnBoxMark, ShowAllButton } from './viewport-marks.tsx';

type ParetoChartProps = {
  label: string;
  cloud: { readonly names: readonly string[]; readonly latencyMs: readonly number[]; readonly accuracy: readonly number[] };
  /** Non-dominated candidates by rising latency. */
  front: readonly Candidate[];
  /** Lowest and highest accuracy that the whole chart shows. */
  drawnAccuracy: readonly [number, number];
  /** Titles with unit: `latency on X, ms`, `CIFAR-10 test accuracy, %`. */
  titleX: string;
  titleY: string;
  /** Infinity: no limit. */
  limitMs: number;
  /** While the handle moves. */
  onLimit: (limitMs: number) => void;
  /** When it was let go, or a key was pressed. */
  onLimitChosen: (limitMs: number) => void;
  picked: Candidate | null;
  onPick: (name: string) => void;
};

const REACH = 24;
const FRONT_REACH = 10;
const TOP = 26;
const LEFT = 44;
/** Least distance of ticks in pixels. */
const SPACING = { x: 44, y: 56 } as const;

/** Accuracy against latency: the cloud of candidates, the front as steps (measured filled, predicted hollow), and the limit to drag. */
export function ParetoChart(props: ParetoChartProps) {
  return <ChartStage minimumHeight={240}>{(size) => <Pareto {...props} size={size} />}</ChartStage>;
}

function Pareto({
  label,
  cloud,
  front,
  drawnAccuracy,
  titleX,
  titleY,
  limitMs,
  onLimit,
  onLimitChosen,
  picked,
  onPick,
  size,
}: ParetoChartProps & { size: Size }) {
  const [hovered, setHovered] = useState<Candidate | null>(null);
  const clip = useId();
  const viewport = useViewport({ left: LEFT, right: size.width - 14, top: TOP + 8, bottom: size.height - 40 });
  const { view } = viewport;
  const whole = useMemo(
    () => ({
      horizontal: latencyAxis(extent(cloud.latencyMs) ?? [0, 1], [LEFT, size.width - 14], SPACING.x),
      vertical: linearAxis(drawnAccuracy, [size.height - 40, TOP + 8], SPACING.y, 0.03),
    }),
    [cloud, drawnAccuracy, size.width, size.height],
  );
  const drawing = useMemo(() => {
    const horizontal = partOfAxis(whole.horizontal, view.x, SPACING.x);
    const vertical = partOfAxis(whole.vertical, view.y, SPACING.y);
    const pixelX = cloud.latencyMs.map((value) => horizontal.toPixel(value));
    const pixelY = cloud.accuracy.map((value) => vertical.toPixel(value));
    const shownFront = front.filter((point) => point.accuracy >= whole.vertical.domain[0]);
    const frontX = shownFront.map((point) => horizontal.toPixel(point.latencyMs));
    const frontY = shownFront.map((point) => vertical.toPixel(point.accuracy));
    return {
      horizontal,
      vertical,
      pixelX,
      pixelY,
      shownFront,
      frontX,
      frontY,
      nearest: nearestPointIndex(pixelX, pixelY),
      nearestFront: nearestPointIndex(frontX, frontY),
      steps: staircasePath(frontX.map((x, index) => ({ x, y: frontY[index] ?? NaN }))),
    };
  }, [cloud, front, whole, view]);
  const { horizontal, vertical, shownFront } = drawing;
  const [left, right] = horizontal.range;
  const bottom = vertical.range[0];
  const limitX = Math.max(left, Math.min(right, horizontal.toPixel(Math.min(limitMs, whole.horizontal.domain[1]))));
  const unit = parseAxisTitle(titleY).unit;
  const told = hovered ?? picked;

  const candidateAt = (event: MouseEvent<SVGSVGElement>): Candidate | null => {
    const box = event.currentTarget.getBoundingClientRect();
    const x = event.clientX - box.left;
    const y = event.clientY - box.top;
    const onFront = drawing.nearestFront.find(x, y, FRONT_REACH);
    if (onFront !== undefined) return shownFront[onFront] ?? null;
    const index = drawing.nearest.find(x, y, REACH);
    if (index === undefined || (drawing.pixelY[index] ?? Infinity) > bottom) return null;
    const name = cloud.names[index] ?? '';
    return (
      front.find((point) => point.name === name) ?? {
        name,
        latencyMs: cloud.latencyMs[index] ?? NaN,
        accuracy: cloud.accuracy[index] ?? NaN,
        measured: false,
      }
    );
  };
  const isInView = ({ latencyMs, accuracy }: Candidate): boolean => isWithin(latencyMs, horizontal) && isWithin(accuracy, vertical);
  /** By keyboard, also to a point that is out of view. */
  const goTo = (point: Candidate | null): void => {
    setHovered(point);
    if (point !== null)
      viewport.reveal({ x: shareOfAxis(whole.horizontal, point.latencyMs), y: shareOfAxis(whole.vertical, point.accuracy) });
  };
  const isOnFront = (candidate: Candidate): boolean => front.some((point) => point.name === candidate.name);

  return (
    <>
      <svg width={size.width} height={size.height}>
        <VerticalAxis scale={vertical} left={left} right={right} title={titleY} />
        <HorizontalAxis scale={horizontal} y={bottom} title={titleX} />
      </svg>
      <ScatterCloud
        width={size.width}
        height={size.height}
        x={drawing.pixelX}
        y={drawing.pixelY}
        area={drawing}
        colour="--cloud"
        opacity={cloud.names.length > 4000 ? 0.5 : 0.7}
        diameter={cloud.names.length > 2000 ? 2.2 : cloud.names.length > 400 ? 3 : 4.4}
      />
      <svg
        width={size.width}
        height={size.height}
        className={viewport.isWhole ? undefined : 'is-zoomed'}
        {...viewport.surface}
        onPointerMove={(event: PointerEvent<SVGSVGElement>) => setHovered(viewport.dragging ? null : candidateAt(event))}
        onPointerLeave={() => setHovered(null)}
        onClick={(event) => {
          const candidate = candidateAt(event);
          if (candidate !== null) onPick(candidate.name);
        }}
      >
        {limitX < right && (
          <rect x={limitX} y={TOP} width={right - limitX} height={bottom - TOP} fill="var(--surface)" opacity={0.62} aria-hidden="true" />
        )}
        <clipPath id={clip}>
          <rect x={left} y={TOP} width={right - left} height={bottom - TOP} />
        </clipPath>
        <g {...(viewport.isWhole ? {} : { clipPath: `url(#${clip})` })}>
          <path className="chart-front" d={drawing.steps} aria-hidden="true" />
          <FrontIntervals
            intervals={shownFront.map((point) => predictedInterval(point)?.map((ms) => horizontal.toPixel(ms)) ?? null)}
            y={drawing.frontY}
          />
          <FrontPoints
            label={`${label}: front of ${front.length}`}
            points={shownFront}
            x={drawing.frontX}
            y={drawing.frontY}
            unit={unit}
            picked={picked?.name ?? null}
            onPick={onPick}
            onActive={(index) => goTo(index === null ? null : (shownFront[index] ?? null))}
          />
        </g>
        {hovered !== null && isInView(hovered) && hovered.name !== picked?.name && (
          <circle
            className="chart-ring is-hover"
            cx={horizontal.toPixel(hovered.latencyMs)}
            cy={vertical.toPixel(hovered.accuracy)}
            r={6}
          />
        )}
        {picked !== null && isInView(picked) && (
          <circle className="chart-ring" cx={horizontal.toPixel(picked.latencyMs)} cy={vertical.toPixel(picked.accuracy)} r={8} />
        )}
        <DrawnBoxMark box={viewport.box} />
        <LimitHandle
          scale={horizontal}
          domain={whole.horizontal.domain}
          x={limitX}
          top={TOP}
          bottom={bottom}
          limitMs={limitMs}
          onLimit={onLimit}
          onLimitChosen={onLimitChosen}
        />
      </svg>
      <ShowAllButton viewport={viewport} />
      {told !== null && isInView(told) && (
        <HoverCard
          x={horizontal.toPixel(told.latencyMs)}
          y={vertical.toPixel(told.accuracy)}
          size={size}
          title={`${formatSignificant(told.accuracy, 4)}${unit === '' ? '' : ` ${unit}`} at ${formatMs(told.latencyMs)} ms`}
        >
          <div>{isOnFront(told) ? candidateWords(told) : 'candidate, not on the front'}</div>
          {hovered !== null && <div>Enter or click picks it, C compares</div>}
        </HoverCard>
      )}
    </>
  );
}

/** "predicted, 90 %: 3.76–4.22 ms" */
function candidateWords(candidate: Candidate): string {
  const interval = predictedInterval(candidate);
  if (interval === null) return `on the front, ${candidate.measured ? 'measured' : 'predicted'}`;
  return `predicted, 90 %: ${interval.map(formatMs).join('–')} ms`;
}

function isWithin(value: number, { domain: [low, high] }: AxisScale): boolean {
  return value >= low && value <= high;
}
