import { useMemo, useState, type KeyboardEvent, type PointerEvent } from 'react';
import { formatMs } from '../state/format.ts';
import { HorizontalAxis, VerticalAxis } from './axis.tsx';
import { ChartStage } from './chart-stage.tsx';
import { HoverCard } from './hover-card.tsx';
import type { LatencySpread } from './latency-spread.ts';
import { nearestPointIndex } from './nearest-point.ts';
import { extent, latencyAxis, linearAxis, partOfAxis, shareOfAxis } from './scales.ts';
import { ScatterCloud } from './scatter-cloud.tsx';
import type { Size } from './use-size.ts';
import { useViewport } from './use-viewport.ts';
import { DrawnBoxMark, ShowAllButton } from './viewport-marks.tsx';

type PairScatterProps = {
  label: string;
  names: readonly string[];
  /** [n] values on the proxy (along) and on the target (up). */
  x: readonly number[];
  y: readonly number[];
  /** Latencies in ms, or ranks from 1 (fastest). */
  kind: 'latency' | 'rank';
  titleX: string;
  titleY: string;
  /** Bar over the proxy's latency: what such networks take on the target. */
  spread?: LatencySpread | undefined;
};

const REACH = 24;
const LEFT = 36;
const TOP = 24;
/** Least distance of ticks in pixels. */
const SPACING = { x: 44, y: { latency: 24, rank: 40 } } as const;

/** What each architecture takes on two devices, or its rank on both. Hover or arrows (by rising x) tell which one it is. */
export function PairScatter(props: PairScatterProps) {
  return <ChartStage minimumHeight={180}>{(size) => <Scatter {...props} size={size} />}</ChartStage>;
}

function Scatter({ label, names, x, y, kind, titleX, titleY, spread, size }: PairScatterProps & { size: Size }) {
  const [pointed, setPointed] = useState<number | undefined>(undefined);
  const viewport = useViewport({ left: LEFT, right: size.width - 12, top: TOP, bottom: size.height - 40 });
  const { view } = viewport;
  const whole = useMemo(() => {
    const axis = kind === 'latency' ? latencyAxis : linearAxis;
    const padding = kind === 'latency' ? 0.05 : 0.02;
    return {
      horizontal: axis(extent(x) ?? [0, 1], [LEFT, size.width - 12], SPACING.x, padding),
      vertical: axis(extent(y) ?? [0, 1], [size.height - 40, TOP], SPACING.y[kind], padding),
    };
  }, [x, y, kind, size.width, size.height]);
  const drawing = useMemo(() => {
    const horizontal = partOfAxis(whole.horizontal, view.x, SPACING.x);
    const vertical = partOfAxis(whole.vertical, view.y, SPACING.y[kind]);
    const pixelX = x.map((value) => horizontal.toPixel(value));
    const pixelY = y.map((value) => vertical.toPixel(value));
    return { horizontal, vertical, pixelX, pixelY, nearest: nearestPointIndex(pixelX, pixelY) };
  }, [x, y, kind, whole, view]);
  const byX = useMemo(() => x.map((_, index) => index).sort((a, b) => (x[a] ?? 0) - (x[b] ?? 0)), [x]);

  const onPointerMove = (event: PointerEvent<SVGSVGElement>): void => {
    const box = event.currentTarget.getBoundingClientRect();
    setPointed(viewport.dragging ? undefined : drawing.nearest.find(event.clientX - box.left, event.clientY - box.top, REACH));
  };
  /** By keyboard, also to a point that is out of view. */
  const go = (index: number | undefined): void => {
    setPointed(index);
    if (index !== undefined)
      viewport.reveal({ x: shareOfAxis(whole.horizontal, x[index] ?? NaN), y: shareOfAxis(whole.vertical, y[index] ?? NaN) });
  };
  const onKeyDown = (event: KeyboardEvent<SVGSVGElement>): void => {
    const at = pointed === undefined ? -1 : byX.indexOf(pointed);
    const stride = event.shiftKey ? Math.max(1, Math.round(byX.length / 20)) : 1;
    if (event.key === 'ArrowRight') go(byX[Math.min(byX.length - 1, at + stride)]);
    else if (event.key === 'ArrowLeft') go(byX[Math.max(0, at - stride)]);
    else if (event.key === 'Escape') event.currentTarget.blur();
    else return viewport.surface.onKeyDown(event);
    event.preventDefault();
  };
  const { horizontal, vertical } = drawing;
  const bottom = vertical.range[0];
  const [left, right] = horizontal.range;
  const unit = kind === 'latency' ? ' ms' : '';
  const describe = (index: number): string => `${format(x[index], kind)}${unit} and ${format(y[index], kind)}${unit}`;

  return (
    <>
      <svg width={size.width} height={size.height}>
        <VerticalAxis scale={vertical} left={left} right={right} title={titleY} />
        <HorizontalAxis scale={horizontal} y={bottom} title={titleX} gridTop={TOP} />
      </svg>
      <ScatterCloud
        width={size.width}
        height={size.height}
        x={drawing.pixelX}
        y={drawing.pixelY}
        area={drawing}
        colour="--cat-1"
        opacity={0.62}
        diameter={names.length > 600 ? 2.8 : names.length > 150 ? 4 : 6}
      />
      <svg
        width={size.width}
        height={size.height}
        role="application"
        aria-roledescription="scatter chart"
        aria-label={`${label}, ${names.length} architectures; arrows left and right go from one to the next, + and − zoom`}
        tabIndex={0}
        className={viewport.isWhole ? undefined : 'is-zoomed'}
        {...viewport.surface}
        onPointerMove={onPointerMove}
        onPointerLeave={() => setPointed(undefined)}
        onBlur={() => setPointed(undefined)}
        onKeyDown={onKeyDown}
      >
        {spread !== undefined && viewport.isWhole && kind === 'latency' && (
          <g stroke="var(--ink)" strokeWidth={2} aria-hidden="true">
            <path
              fill="none"
              d={`M${horizontal.toPixel(spread.atMs)} ${vertical.toPixel(spread.lowMs)}V${vertical.toPixel(spread.highMs)}m-5 0h10M${
                horizontal.toPixel(spread.atMs) - 5
              } ${vertical.toPixel(spread.lowMs)}h10`}
            />
          </g>
        )}
        {pointed !== undefined && (
          <circle className="chart-ring is-hover" cx={drawing.pixelX[pointed]} cy={drawing.pixelY[pointed]} r={5} />
        )}
        <DrawnBoxMark box={viewport.box} />
      </svg>
      <ShowAllButton viewport={viewport} />
      <p className="visually-hidden" aria-live="polite">
        {pointed === undefined ? '' : `${names[pointed] ?? ''}: ${describe(pointed)}`}
      </p>
      {pointed !== undefined && (
        <HoverCard x={drawing.pixelX[pointed] ?? 0} y={drawing.pixelY[pointed] ?? 0} size={size} title={describe(pointed)}>
          <div>
            {kind === 'latency' ? 'latency' : 'rank'} on {titleX.replace(/, (ms|rank)$/, '')} and {titleY.replace(/, (ms|rank)$/, '')}
          </div>
          <div className="mono">{names[pointed]}</div>
        </HoverCard>
      )}
    </>
  );
}

function format(value: number | undefined, kind: 'latency' | 'rank'): string {
  if (value === undefined) return 'unknown';
  return kind === 'latency' ? formatMs(value) : value.toLocaleString('en-US', { maximumFractionDigits: 1 });
}
