import { useMemo, useState, type KeyboardEvent, type PointerEvent } from 'react';
import type { Campaign, CampaignConditions, Measurement } from '../../../preload/contract/campaign.ts';
import { HorizontalAxis, VerticalAxis } from '../../charts/axis.tsx';
import { ChartStage } from '../../charts/chart-stage.tsx';
import { HoverCard } from '../../charts/hover-card.tsx';
import { nearestPointIndex } from '../../charts/nearest-point.ts';
import { ScatterCloud } from '../../charts/scatter-cloud.tsx';
import type { Size } from '../../charts/use-size.ts';
import { formatCount, formatGhz, formatMs, formatPercent, formatTemperature } from '../../state/format.ts';
import { largestDrift, supersededIn } from './campaign-state.ts';
import { chartLayout, type ChartLayout } from './chart-layout.ts';
import { flagReason } from './flag-words.ts';
import { networkNames } from './network-names.ts';
import './latency-chart.css';

export type LatencyChartProps = {
  campaign: Campaign;
  measurements: readonly Measurement[];
  conditions: readonly CampaignConditions[];
  /** The present while the campaign runs, else null. */
  nowMs: number | null;
};

const reach = 24;

/** Median latencies in the order measured, with the anchor, the blocks and the conditions on one axis. Arrows move from dot to dot. */
export function LatencyChart(props: LatencyChartProps) {
  return <ChartStage minimumHeight={260}>{(size) => <Drawing {...props} size={size} />}</ChartStage>;
}

function Drawing({ campaign, measurements, conditions, nowMs, size }: LatencyChartProps & { size: Size }) {
  const [pointed, setPointed] = useState<number | undefined>(undefined);
  const layout = useMemo(
    () => chartLayout(campaign, measurements, conditions, size, nowMs),
    [campaign, measurements, conditions, size, nowMs],
  );
  const nearest = useMemo(() => nearestPointIndex(layout.x, layout.y), [layout]);
  const marks = useMemo(() => marksOf(campaign, measurements, layout), [campaign, measurements, layout]);
  const area = { horizontal: layout.horizontal, vertical: layout.latency };
  const diameter = measurements.length > 2000 ? 3 : 6;
  const onPointerMove = (event: PointerEvent<SVGSVGElement>): void => {
    const box = event.currentTarget.getBoundingClientRect();
    setPointed(nearest.find(event.clientX - box.left, event.clientY - box.top, reach));
  };
  const onKeyDown = (event: KeyboardEvent<SVGSVGElement>): void => {
    const at = pointed ?? -1;
    const last = measurements.length - 1;
    if (event.key === 'ArrowRight') setPointed(Math.min(last, at + 1));
    else if (event.key === 'ArrowLeft') setPointed(Math.max(0, at - 1));
    else if (event.key === 'Escape') setPointed(undefined);
    else return;
    event.preventDefault();
  };
  const shown = pointed === undefined ? undefined : measurements[pointed];
  const called = networkNames(campaign);
  const [left, right] = layout.horizontal.range;
  return (
    <>
      <svg width={size.width} height={size.height} aria-hidden>
        <Bands layout={layout} />
        <Coolings layout={layout} />
        <VerticalAxis scale={layout.latency} left={left} right={right} title="Median latency, ms" />
        {layout.sides.map((side) => (
          <SideLine key={side.title} layout={layout} side={side} />
        ))}
        <HorizontalAxis scale={layout.horizontal} y={layout.bottom} title={layout.horizontalTitle} />
      </svg>
      <ScatterCloud {...size} {...marks.superseded} area={area} colour="--cloud" opacity={0.45} diameter={diameter} />
      <ScatterCloud {...size} {...marks.measured} area={area} colour="--cat-1" opacity={1} diameter={diameter} />
      <svg
        width={size.width}
        height={size.height}
        role="img"
        aria-label={`Median latency of ${formatCount(measurements.length)} measurements in the order measured. Arrow keys move from one to the next.`}
        tabIndex={0}
        onPointerMove={onPointerMove}
        onPointerLeave={() => setPointed(undefined)}
        onKeyDown={onKeyDown}
      >
        <Marks campaign={campaign} marks={marks} layout={layout} />
        <LatestFlag measurements={measurements} layout={layout} />
        {layout.now !== null && <line className="latency-now" x1={layout.now} x2={layout.now} y1={layout.top} y2={layout.bottom} />}
        {pointed !== undefined && shown !== undefined && (
          <>
            <line className="latency-cross" x1={layout.x[pointed]} x2={layout.x[pointed]} y1={layout.top} y2={layout.bottom} />
            <circle className="chart-ring is-hover" cx={layout.x[pointed]} cy={layout.y[pointed]} r={6} />
          </>
        )}
      </svg>
      {pointed !== undefined && shown !== undefined && (
        <HoverCard
          x={layout.x[pointed] ?? 0}
          y={layout.y[pointed] ?? 0}
          size={size}
          title={`${formatMs(shown.medianMs)} ms${shown.isAnchor ? ', anchor' : ''}`}
        >
          <div>
            {formatCount(shown.samplesMs.length)} runs, {formatMs(shown.minimumMs)} to {formatMs(shown.p90Ms)} ms (90 %)
          </div>
          {conditionWords(shown) !== '' && <div>{conditionWords(shown)}</div>}
          <div className="mono">{called(shown.architecture)}</div>
          {flagReason(shown) !== null && <div className="latency-flag-word">{flagReason(shown)}</div>}
        </HoverCard>
      )}
      <span className="visually-hidden" aria-live="polite">
        {shown === undefined ? '' : `${called(shown.architecture)}: ${formatMs(shown.medianMs)} milliseconds`}
      </span>
    </>
  );
}

/** What the other lines show at the same moment. */
function conditionWords({ tempC, clockKhz }: Measurement): string {
  return [tempC === null ? [] : formatTemperature(tempC), clockKhz === null ? [] : `${formatGhz(clockKhz)} GHz`].flat().join(', ');
}

const namedFrom = 52;

function Bands({ layout }: { layout: ChartLayout }) {
  return layout.bands.map((band) => {
    const from = band.from - 4;
    const width = band.to - band.from + 8;
    return (
      <g key={`${band.block}/${band.repeat}`} aria-hidden>
        <rect className="latency-band" x={from} width={width} y={layout.top - 6} height={layout.bottom - layout.top + 6} />
        <text className="chart-label" x={from + width / 2} y={layout.top + 6} textAnchor="middle">
          {width >= namedFrom ? `Block ${band.block + 1}${band.repeat > 0 ? ' again' : ''}` : width >= 12 ? band.block + 1 : ''}
        </text>
      </g>
    );
  });
}

/** Times in which the device had to cool, hatched. */
function Coolings({ layout }: { layout: ChartLayout }) {
  if (layout.coolings.length === 0) return null;
  const [top, height] = [layout.top - 6, layout.bottom - layout.top + 6];
  return (
    <g aria-hidden>
      <defs>
        <pattern id="latency-hatch" width={7} height={7} patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
          <line className="latency-hatch" x1={0} x2={0} y1={0} y2={7} />
        </pattern>
      </defs>
      {layout.coolings.map(({ from, to }) => (
        <g key={from}>
          <rect fill="url(#latency-hatch)" x={from} y={top} width={Math.max(1, to - from)} height={height} />
          {to - from >= namedFrom && (
            <text className="latency-limit-word" x={(from + to) / 2} y={layout.top + 6} textAnchor="middle">
              cooling
            </text>
          )}
        </g>
      ))}
    </g>
  );
}

/** The limit's name stays clear of the last value's. */
function limitLabelY(side: ChartLayout['sides'][number], last: number | undefined): number {
  const y = side.scale.toPixel(side.limit ?? 0) + 4;
  if (last === undefined) return y;
  const gap = y - (side.scale.toPixel(last) + 4);
  return Math.abs(gap) >= 12 ? y : y + (gap < 0 ? -12 - gap : 12 - gap);
}

function SideLine({ layout, side }: { layout: ChartLayout; side: ChartLayout['sides'][number] }) {
  const [left, right] = layout.horizontal.range;
  const points = side.points.map(({ x, value }) => `${x.toFixed(1)} ${side.scale.toPixel(value).toFixed(1)}`);
  const last = side.points.at(-1);
  const digits = side.title.startsWith('Clock') ? 2 : 1;
  return (
    <g aria-hidden>
      <text className="chart-axis-title" x={0} y={side.top - 8}>
        {side.title}
      </text>
      {side.scale.ticks.map((tick) => (
        <g key={tick.value}>
          <line className="chart-grid" x1={left} x2={right} y1={side.scale.toPixel(tick.value)} y2={side.scale.toPixel(tick.value)} />
          <text x={left - 7} y={side.scale.toPixel(tick.value) + 4} textAnchor="end">
            {tick.label}
          </text>
        </g>
      ))}
      {side.limit !== null && (
        <>
          <line className="latency-limit" x1={left} x2={right} y1={side.scale.toPixel(side.limit)} y2={side.scale.toPixel(side.limit)} />
          <text className="latency-limit-word" x={right + 8} y={limitLabelY(side, last?.value)}>
            limit {side.limit}
          </text>
        </>
      )}
      <path d={`M${points.join('L')}`} fill="none" stroke={side.colour} strokeWidth={1.8} strokeLinejoin="round" />
      {last !== undefined && (
        <>
          <circle cx={last.x} cy={side.scale.toPixel(last.value)} r={3} fill={side.colour} />
          <text className="chart-value" x={right + 8} y={side.scale.toPixel(last.value) + 4}>
            {last.value.toFixed(digits)}
          </text>
        </>
      )}
    </g>
  );
}

type Places = { x: readonly number[]; y: readonly number[] };
type ChartMarks = { measured: Places; superseded: Places; flagged: Places; anchors: Places };

/** Where to draw what, in pixels. */
function marksOf(campaign: Campaign, measurements: readonly Measurement[], layout: ChartLayout): ChartMarks {
  const isSuperseded = supersededIn(campaign.blocks);
  const indices = { measured: [] as number[], superseded: [] as number[], flagged: [] as number[], anchors: [] as number[] };
  measurements.forEach((measurement, index) => {
    if (measurement.isAnchor) indices.anchors.push(index);
    else if (isSuperseded(measurement)) indices.superseded.push(index);
    else indices[measurement.flags.length > 0 ? 'flagged' : 'measured'].push(index);
  });
  const places = (chosen: readonly number[]): Places => ({
    x: chosen.map((index) => layout.x[index] ?? NaN),
    y: chosen.map((index) => layout.y[index] ?? NaN),
  });
  return {
    measured: places(indices.measured),
    superseded: places(indices.superseded),
    flagged: places(indices.flagged),
    anchors: places(indices.anchors),
  };
}

function Marks({ campaign, marks: { flagged, anchors }, layout }: { campaign: Campaign; marks: ChartMarks; layout: ChartLayout }) {
  const drift = largestDrift(campaign.blocks);
  const lastAnchorY = anchors.y.at(-1);
  return (
    <g aria-hidden>
      {flagged.x.map((x, index) => (
        <circle key={index} className="latency-flagged" cx={x} cy={flagged.y[index]} r={4.2} />
      ))}
      {anchors.x.map((x, index) => (
        <path key={index} className="latency-anchor" d={`M${x} ${(anchors.y[index] ?? 0) - 4.6}l4.6 4.6-4.6 4.6-4.6-4.6z`} />
      ))}
      {lastAnchorY !== undefined && (
        <text className="chart-label" x={layout.horizontal.range[1] + 8} y={lastAnchorY + 4}>
          anchor {drift === null ? '' : formatPercent(drift, { signed: true })}
        </text>
      )}
    </g>
  );
}

/** The latest flagged measurement says why; the others say it on hover and in the table. */
function LatestFlag({ measurements, layout }: { measurements: readonly Measurement[]; layout: ChartLayout }) {
  const index = measurements.findLastIndex((measurement) => !measurement.isAnchor && measurement.flags.length > 0);
  const measurement = measurements[index];
  const reason = measurement === undefined ? null : flagReason(measurement);
  const x = layout.x[index];
  const y = layout.y[index];
  if (reason === null || x === undefined || y === undefined || y < layout.top + 28) return null;
  const toLeft = x > (layout.horizontal.range[0] + layout.horizontal.range[1]) / 2;
  const at = layout.top + 18;
  return (
    <g aria-hidden>
      <path className="latency-callout" d={`M${x} ${y - 6}V${at}h${toLeft ? -8 : 8}`} />
      <text className="latency-callout-text" x={x + (toLeft ? -11 : 11)} y={at + 4} textAnchor={toLeft ? 'end' : 'start'}>
        {reason}
      </text>
    </g>
  );
}
