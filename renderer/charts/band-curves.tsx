import { scaleLinear, scaleLog } from 'd3-scale';
import { useId, useState } from 'react';
import { HorizontalAxis, VerticalAxis } from './axis.tsx';
import { ChartStage } from './chart-stage.tsx';
import { HoverCard } from './hover-card.tsx';
import { logarithmicTicks, type AxisScale } from './scales.ts';
import { StopsSlider } from './stops-slider.tsx';
import type { Size } from './use-size.ts';

export type BandPoint = { readonly at: number; readonly middle: number; readonly low: number; readonly high: number };

export type BandPlot = {
  /** Name and unit of the vertical axis. */
  readonly title: string;
  readonly model: readonly BandPoint[];
  readonly baseline: readonly BandPoint[];
  /** The lowest and highest value drawn. */
  readonly extent: readonly [number, number];
  readonly format: (value: number) => string;
};

type BandCurvesProps = {
  label: string;
  plots: readonly BandPlot[];
  titleX: string;
  /** The value of x that is in use. */
  current: number;
};

const LEFT = 38;
const LABELS = 46;
const TOP = 24;
const BOTTOM = 36;
const GAP = 14;

/** A model and its baseline over a logarithmic x, each as a line in its band, several plots side by side; arrows move along x. */
export function BandCurves(props: BandCurvesProps) {
  return <ChartStage minimumHeight={176}>{(size) => <Curves {...props} size={size} />}</ChartStage>;
}

function Curves({ label, plots, titleX, current, size }: BandCurvesProps & { size: Size }) {
  const [pointed, setPointed] = useState<number | null>(null);
  const sizes = plots[0]?.model.map(({ at }) => at) ?? [];
  const width = (size.width - GAP * (plots.length - 1)) / plots.length;
  const bottom = size.height - BOTTOM;
  const shown = pointed ?? current;
  const said = plots
    .map((plot) => `${plot.title} ${valueAt(plot, plot.model, shown)}, scalar ${valueAt(plot, plot.baseline, shown)}`)
    .join('; ');

  return (
    <>
      <svg width={size.width} height={size.height}>
        <StopsSlider
          label={label}
          stops={sizes}
          place={sizes.indexOf(shown)}
          valueText={`${titleX} ${shown}: ${said}`}
          onPoint={(place) => setPointed(place === null ? null : (sizes[place] ?? null))}
        >
          {plots.map((plot, index) => (
            <g key={plot.title} transform={`translate(${index * (width + GAP)},0)`}>
              <Plot
                plot={plot}
                sizes={sizes}
                width={width}
                bottom={bottom}
                titleX={titleX}
                current={current}
                pointed={pointed}
                onPoint={setPointed}
              />
            </g>
          ))}
        </StopsSlider>
      </svg>
      {pointed !== null && (
        <HoverCard x={LEFT + 10} y={TOP} size={size} title={`${titleX} ${pointed}`}>
          {plots.map((plot) => (
            <div key={plot.title}>
              {plot.title} {valueAt(plot, plot.model, pointed)}, scalar {valueAt(plot, plot.baseline, pointed)}
            </div>
          ))}
        </HoverCard>
      )}
    </>
  );
}

function valueAt({ format }: BandPlot, points: readonly BandPoint[], at: number): string {
  const point = points.find((one) => one.at === at);
  return point === undefined ? 'unknown' : `${format(point.middle)} [${format(point.low)}, ${format(point.high)}]`;
}

type PlotProps = {
  plot: BandPlot;
  sizes: readonly number[];
  width: number;
  bottom: number;
  titleX: string;
  current: number;
  pointed: number | null;
  onPoint: (at: number | null) => void;
};

function Plot({ plot, sizes, width, bottom, titleX, current, pointed, onPoint }: PlotProps) {
  const clip = useId();
  const right = Math.max(LEFT + 40, width - LABELS);
  const x = sizesAxis(sizes, [LEFT, right]);
  const y = valueAxis(plot.extent, [bottom, TOP]);
  const last = (points: readonly BandPoint[]): number => clampTo(y, points.at(-1)?.middle ?? plot.extent[0]);
  const labels = apart(last(plot.model), last(plot.baseline));
  const chosen = plot.model.find(({ at }) => at === current);
  return (
    <>
      <clipPath id={clip}>
        <rect x={LEFT} y={TOP} width={right - LEFT} height={bottom - TOP} />
      </clipPath>
      <VerticalAxis scale={y} left={LEFT} right={right} title={plot.title} />
      <HorizontalAxis scale={x} y={bottom} title={titleX} />
      <g clipPath={`url(#${clip})`} aria-hidden="true">
        <path d={band(plot.baseline, x, y)} fill="var(--baseline)" opacity={0.12} />
        <path d={band(plot.model, x, y)} fill="var(--cat-1)" opacity={0.2} />
        <path d={line(plot.baseline, x, y)} fill="none" stroke="var(--baseline)" strokeWidth={1.6} strokeDasharray="5 3" />
        <path d={line(plot.model, x, y)} fill="none" stroke="var(--cat-1)" strokeWidth={2.2} strokeLinejoin="round" />
      </g>
      <g aria-hidden="true">
        {sizes.includes(current) && <line x1={x.toPixel(current)} x2={x.toPixel(current)} y1={TOP} y2={bottom} stroke="var(--ink)" />}
        {chosen !== undefined && <circle cx={x.toPixel(current)} cy={clampTo(y, chosen.middle)} r={4} fill="var(--cat-1)" />}
        {pointed !== null && (
          <line x1={x.toPixel(pointed)} x2={x.toPixel(pointed)} y1={TOP} y2={bottom} stroke="var(--focus)" strokeDasharray="2 2" />
        )}
        <text x={right + 6} y={labels[0] + 4} className="chart-strong">
          Model
        </text>
        <text x={right + 6} y={labels[1] + 4} className="chart-label">
          Scalar
        </text>
      </g>
      <rect
        x={LEFT}
        y={TOP}
        width={right - LEFT}
        height={bottom - TOP}
        fill="transparent"
        onPointerMove={(event) => {
          const box = event.currentTarget.getBoundingClientRect();
          const at = LEFT + event.clientX - box.left;
          onPoint(sizes.toSorted((a, b) => Math.abs(x.toPixel(a) - at) - Math.abs(x.toPixel(b) - at))[0] ?? null);
        }}
        onPointerLeave={() => onPoint(null)}
      />
    </>
  );
}

/** The plots are low: a tick every 30 pixels, all with as many decimals. */
function valueAxis(domain: readonly [number, number], range: readonly [number, number]): AxisScale {
  const scale = scaleLinear([...domain], [...range]);
  const count = Math.max(2, Math.floor(Math.abs(range[1] - range[0]) / 30));
  const format = scale.tickFormat(count);
  const ticks = scale.ticks(count).map((value) => ({ value, label: format(value) }));
  return { logarithmic: false, domain, range, ticks, toPixel: (value) => scale(value), toValue: (pixel) => scale.invert(pixel) };
}

export function sizesAxis(sizes: readonly number[], range: readonly [number, number]): AxisScale {
  const low = sizes[0] ?? 1;
  const domain: [number, number] = [low, Math.max(low * 1.5, sizes.at(-1) ?? 1)];
  const scale = scaleLog(domain, [...range]);
  const toPixel = (value: number): number => scale(value);
  const marks = sizes.map((value) => ({ value, label: String(value) }));
  const crowded = marks.some((mark, i) => i > 0 && toPixel(mark.value) - toPixel(marks[i - 1]!.value) < 18);
  const ticks = crowded ? logarithmicTicks(domain, toPixel, 18) : marks;
  return { logarithmic: true, domain, range, ticks, toPixel, toValue: (pixel) => scale.invert(pixel) };
}

function clampTo(scale: AxisScale, value: number): number {
  return scale.toPixel(Math.min(scale.domain[1], Math.max(scale.domain[0], value)));
}

/** Two labels at line ends that do not cover each other. */
function apart(a: number, b: number): [number, number] {
  const missing = 14 - Math.abs(a - b);
  if (missing <= 0) return [a, b];
  const sign = a > b ? 1 : -1;
  return [a + (sign * missing) / 2, b - (sign * missing) / 2];
}

export function line(points: readonly BandPoint[], x: AxisScale, y: AxisScale): string {
  return points.map(({ at, middle }, i) => `${i === 0 ? 'M' : 'L'}${x.toPixel(at)} ${y.toPixel(middle)}`).join('');
}

export function band(points: readonly BandPoint[], x: AxisScale, y: AxisScale): string {
  if (points.length === 0) return '';
  const high = points.map(({ at, high: value }) => `${x.toPixel(at)} ${y.toPixel(value)}`);
  const low = points.toReversed().map(({ at, low: value }) => `${x.toPixel(at)} ${y.toPixel(value)}`);
  return `M${[...high, ...low].join('L')}Z`;
}
