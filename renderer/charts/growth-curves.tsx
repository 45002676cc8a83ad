import { useState } from 'react';
import { formatCount } from '../state/format.ts';
import { HorizontalAxis, VerticalAxis } from './axis.tsx';
import { ChartStage } from './chart-stage.tsx';
import { HoverCard } from './hover-card.tsx';
import { extent, linearAxis, type AxisScale } from './scales.ts';
import { StopsSlider } from './stops-slider.tsx';
import type { Size } from './use-size.ts';

export type GrowthPlot = {
  /** Name and unit of the vertical axis. */
  readonly title: string;
  /** [at] */
  readonly values: readonly number[];
  readonly format: (value: number) => string;
};

type GrowthCurvesProps = {
  label: string;
  titleX: string;
  /** Rising, shared by all plots. */
  at: readonly number[];
  plots: readonly GrowthPlot[];
};

const LEFT = 44;
const RIGHT = 14;
const TOP = 24;
const BOTTOM = 36;
const GAP = 18;

/** Quantities that grow with the work that is done, side by side over one x; arrows move along it. */
export function GrowthCurves(props: GrowthCurvesProps) {
  return <ChartStage minimumHeight={130}>{(size) => <Curves {...props} size={size} />}</ChartStage>;
}

function Curves({ label, titleX, at, plots, size }: GrowthCurvesProps & { size: Size }) {
  const [pointed, setPointed] = useState<number | null>(null);
  const width = (size.width - GAP * (plots.length - 1)) / plots.length;
  const bottom = size.height - BOTTOM;
  const last = at.length - 1;
  const shown = pointed ?? last;
  const x = linearAxis([0, at.at(-1) ?? 1], [LEFT, Math.max(LEFT + 40, width - RIGHT)], 84, 0);
  const told = plots.map(({ title, values, format }) => `${title} ${format(values[shown] ?? NaN)}`);
  return (
    <>
      <svg width={size.width} height={size.height}>
        <StopsSlider
          label={label}
          stops={at}
          place={shown}
          valueText={`${titleX} ${formatCount(at[shown] ?? 0)}: ${told.join('; ')}`}
          onPoint={setPointed}
        >
          {plots.map((plot, index) => (
            <g key={plot.title} transform={`translate(${index * (width + GAP)},0)`}>
              <Plot plot={plot} at={at} x={x} bottom={bottom} titleX={titleX} pointed={pointed} onPoint={setPointed} />
            </g>
          ))}
        </StopsSlider>
      </svg>
      {pointed !== null && (
        <HoverCard x={LEFT + 10} y={TOP} size={size} title={`${formatCount(at[pointed] ?? 0)} ${titleX}`}>
          {told.map((one) => (
            <div key={one}>{one}</div>
          ))}
        </HoverCard>
      )}
    </>
  );
}

type PlotProps = {
  plot: GrowthPlot;
  at: readonly number[];
  x: AxisScale;
  bottom: number;
  titleX: string;
  pointed: number | null;
  onPoint: (index: number | null) => void;
};

function Plot({ plot: { title, values }, at, x, bottom, titleX, pointed, onPoint }: PlotProps) {
  const [left, right] = x.range;
  const y = linearAxis(extent(values) ?? [0, 1], [bottom, TOP], 30);
  const points = values.map((value, i) => `${x.toPixel(at[i] ?? 0).toFixed(1)} ${y.toPixel(value).toFixed(1)}`);
  return (
    <>
      <VerticalAxis scale={y} left={left} right={right} title={title} />
      <HorizontalAxis scale={x} y={bottom} title={titleX} />
      <g aria-hidden="true">
        <path className="chart-front" d={`M${points.join('L')}`} />
        {(points.length < 60 ? values : values.slice(-1)).map((value, i, drawn) => {
          const index = values.length - drawn.length + i;
          return <circle key={index} className="chart-measured" cx={x.toPixel(at[index] ?? 0)} cy={y.toPixel(value)} r={2.4} />;
        })}
        {pointed !== null && (
          <line
            x1={x.toPixel(at[pointed] ?? 0)}
            x2={x.toPixel(at[pointed] ?? 0)}
            y1={TOP}
            y2={bottom}
            stroke="var(--focus)"
            strokeDasharray="2 2"
          />
        )}
      </g>
      <rect
        x={left}
        y={TOP}
        width={right - left}
        height={Math.max(0, bottom - TOP)}
        fill="transparent"
        onPointerMove={(event) => {
          const pixel = left + event.clientX - event.currentTarget.getBoundingClientRect().left;
          const distance = (value: number): number => Math.abs(x.toPixel(value) - pixel);
          onPoint(at.reduce((best, value, i) => (distance(value) < distance(at[best] ?? Infinity) ? i : best), 0));
        }}
        onPointerLeave={() => onPoint(null)}
      />
    </>
  );
}
