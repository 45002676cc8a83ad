import type { Candidate } from './candidate.ts';
import { HorizontalAxis, VerticalAxis } from './axis.tsx';
import { ChartStage } from './chart-stage.tsx';
import { drawnExtent, extent, latencyAxis, linearAxis } from './scales.ts';
import { staircasePath } from './staircase.ts';
import type { Size } from './use-size.ts';

export type FrontLine = {
  readonly name: string;
  /** By rising latency. */
  readonly front: readonly Pick<Candidate, 'latencyMs' | 'accuracy'>[];
  /** The one that the page shows: thick. */
  readonly isShown: boolean;
};

type FrontLinesProps = {
  label: string;
  lines: readonly FrontLine[];
  titleX: string;
  titleY: string;
};

const LEFT = 44;
const LABELS = 150;
const TOP = 26;
/** More series than these have no colour of their own. */
const COLOURS = 8;

/** Fronts of several devices over each other, named beside them, the fastest first. */
export function FrontLines(props: FrontLinesProps) {
  return <ChartStage minimumHeight={320}>{(size) => <Lines {...props} size={size} />}</ChartStage>;
}

function Lines({ label, lines, titleX, titleY, size }: FrontLinesProps & { size: Size }) {
  const right = size.width - LABELS;
  const bottom = size.height - 40;
  const points = lines.flatMap(({ front }) => front);
  const x = latencyAxis(extent(points.map(({ latencyMs }) => latencyMs)) ?? [1, 10], [LEFT, right], 44);
  const y = linearAxis(drawnExtent(points.map(({ accuracy }) => accuracy)) ?? [0, 1], [bottom, TOP + 8], 40, 0.03);
  const fastestFirst = lines.toSorted((a, b) => (a.front[0]?.latencyMs ?? 0) - (b.front[0]?.latencyMs ?? 0));
  const drawn = fastestFirst.flatMap(({ name, front, isShown }, index) => {
    const steps = front
      .filter(({ accuracy }) => accuracy >= y.domain[0])
      .map(({ latencyMs, accuracy }) => ({ x: x.toPixel(latencyMs), y: y.toPixel(accuracy) }));
    const colour = index < COLOURS ? `var(--cat-${index + 1})` : 'var(--baseline)';
    return steps.length === 0 ? [] : [{ name, steps, colour, isShown }];
  });
  return (
    <svg width={size.width} height={size.height} role="img" aria-label={`${label}: ${lines.map(({ name }) => name).join(', ')}`}>
      <VerticalAxis scale={y} left={LEFT} right={right} title={titleY} />
      <HorizontalAxis scale={x} y={bottom} title={titleX} gridTop={TOP} />
      {drawn.map(({ name, steps, colour, isShown }, index) => (
        <path
          key={name}
          d={staircasePath(steps)}
          fill="none"
          stroke={colour}
          strokeWidth={isShown ? 3 : 1.6}
          strokeDasharray={index % 2 === 0 ? undefined : '5 2'}
          strokeLinejoin="round"
        />
      ))}
      {drawn.map(({ name, colour, isShown }, index) => (
        <g key={name} transform={`translate(${right + 10},${TOP + 8 + index * Math.min(16, (bottom - TOP) / drawn.length)})`}>
          <path d="M0 0H16" stroke={colour} strokeWidth={isShown ? 3 : 1.6} strokeDasharray={index % 2 === 0 ? undefined : '5 2'} />
          <text x={22} y={4} className={isShown ? 'chart-strong' : 'chart-label'}>
            {name.length > 18 ? `${name.slice(0, 17)}…` : name}
          </text>
        </g>
      ))}
    </svg>
  );
}
