import { useId, useState } from 'react';
import { formatInterval, formatSrcc } from '../state/format.ts';
import { HorizontalAxis, VerticalAxis } from './axis.tsx';
import { band, line, sizesAxis, type BandPoint } from './band-curves.tsx';
import { ChartStage } from './chart-stage.tsx';
import { HoverCard } from './hover-card.tsx';
import { spreadLabels } from './spread-labels.ts';
import { linearAxis } from './scales.ts';
import { REUSE_SRCC } from './srcc-scale.ts';
import { StopsSlider } from './stops-slider.tsx';
import type { Size } from './use-size.ts';

export type LearningCurve = {
  readonly name: string;
  readonly points: readonly BandPoint[];
  /** The one that the page is about: thick, with its band. `baseline`: dashed grey with hollow dots. */
  readonly look: 'own' | 'baseline' | 'other';
};

type LearningCurvesProps = {
  label: string;
  curves: readonly LearningCurve[];
  /** A value that does not depend on x. */
  level: { readonly name: string; readonly srcc: number } | null;
  titleX: string;
  /** The value of x that is in use. */
  current: number;
};

const LEFT = 38;
const LABELS = 78;
const TOP = 24;
const BOTTOM = 38;

const LOOKS = {
  own: { colour: 'var(--cat-1)', width: 2.2, dash: undefined, fill: 'var(--cat-1)' },
  baseline: { colour: 'var(--baseline)', width: 1.6, dash: '5 3', fill: 'var(--surface)' },
  other: { colour: 'var(--cat-4)', width: 1.5, dash: undefined, fill: 'var(--cat-4)' },
} as const;

/** SRCC over a logarithmic number of measurements, against the .90 gate; arrows move along x. */
export function LearningCurves(props: LearningCurvesProps) {
  return <ChartStage minimumHeight={180}>{(size) => <Curves {...props} size={size} />}</ChartStage>;
}

function Curves({ label, curves, level, titleX, current, size }: LearningCurvesProps & { size: Size }) {
  const clip = useId();
  const [pointed, setPointed] = useState<number | null>(null);
  const sizes = [...new Set(curves.flatMap(({ points }) => points.map(({ at }) => at)))].toSorted((a, b) => a - b);
  const right = size.width - LABELS;
  const bottom = size.height - BOTTOM;
  const x = sizesAxis(sizes, [LEFT, right]);
  const y = linearAxis([lowestDrawn(curves, level), 1], [bottom, TOP], 40, 0);
  const onPlot = (value: number): number => y.toPixel(Math.max(y.domain[0], value));
  const labels = spreadLabels(
    [
      ...curves.flatMap(({ name, points, look }) => {
        const last = points.at(-1);
        return last === undefined ? [] : [{ name, y: onPlot(last.middle), strong: look === 'own' }];
      }),
      ...(level === null ? [] : [{ name: level.name, y: onPlot(level.srcc), strong: false }]),
    ],
    13,
  );
  const shown = pointed ?? (sizes.includes(current) ? current : (sizes.at(-1) ?? 0));
  const values = curves.flatMap(({ name, points }) => {
    const point = points.find(({ at }) => at === shown);
    return point === undefined
      ? []
      : [`${name} ${formatSrcc(point.middle)} ${formatInterval(point.low, point.high, (value) => formatSrcc(value))}`];
  });
  const now = current >= x.domain[0] && current <= x.domain[1] ? x.toPixel(current) : null;

  return (
    <>
      <svg width={size.width} height={size.height}>
        <StopsSlider
          label={label}
          stops={sizes}
          place={sizes.indexOf(shown)}
          valueText={`${shown} measurements: ${values.join('; ')}`}
          onPoint={(place) => setPointed(place === null ? null : (sizes[place] ?? null))}
        >
          <clipPath id={clip}>
            <rect x={LEFT} y={TOP - 3} width={Math.max(0, right - LEFT)} height={Math.max(0, bottom - TOP + 3)} />
          </clipPath>
          <g aria-hidden="true">
            <rect x={LEFT} y={TOP} width={right - LEFT} height={y.toPixel(REUSE_SRCC) - TOP} fill="var(--accent)" opacity={0.08} />
            <VerticalAxis scale={y} left={LEFT} right={right} title="SRCC on unseen architectures" />
            <HorizontalAxis scale={x} y={bottom} title={titleX} />
            <line x1={LEFT} x2={right} y1={y.toPixel(REUSE_SRCC)} y2={y.toPixel(REUSE_SRCC)} stroke="var(--accent)" strokeWidth={1.3} />
            {level !== null && level.srcc >= y.domain[0] && (
              <line
                x1={LEFT}
                x2={right}
                y1={onPlot(level.srcc)}
                y2={onPlot(level.srcc)}
                stroke="var(--cat-2)"
                strokeWidth={1.5}
                strokeDasharray="2 3"
              />
            )}
            <g clipPath={`url(#${clip})`}>
              {curves.map(({ name, points, look }) => (
                <g key={name}>
                  {look === 'own' && <path d={band(points, x, y)} fill="var(--cat-1)" opacity={0.2} />}
                  <path
                    d={line(points, x, y)}
                    fill="none"
                    stroke={LOOKS[look].colour}
                    strokeWidth={LOOKS[look].width}
                    strokeDasharray={LOOKS[look].dash}
                    strokeLinejoin="round"
                  />
                </g>
              ))}
            </g>
            {now !== null && (
              <>
                <line x1={now} x2={now} y1={TOP} y2={bottom} stroke="var(--ink)" />
                <text
                  x={now > right - 50 ? now - 5 : now + 5}
                  y={bottom - 6}
                  textAnchor={now > right - 50 ? 'end' : 'start'}
                  className="chart-value"
                >
                  now, {current}
                </text>
              </>
            )}
            {curves.flatMap(({ name, points, look }) =>
              points
                .filter(({ middle }) => middle >= y.domain[0])
                .map(({ at, middle }) => (
                  <circle
                    key={`${name} ${at}`}
                    cx={x.toPixel(at)}
                    cy={y.toPixel(middle)}
                    r={look === 'own' && at === current ? 4 : 2.4}
                    fill={LOOKS[look].fill}
                    stroke={LOOKS[look].colour}
                    strokeWidth={1.3}
                  />
                )),
            )}
            {pointed !== null && (
              <line x1={x.toPixel(pointed)} x2={x.toPixel(pointed)} y1={TOP} y2={bottom} stroke="var(--focus)" strokeDasharray="2 2" />
            )}
            {labels.map(({ name, y: at, strong }) => (
              <text key={name} x={right + 7} y={at + 4} className={strong ? 'chart-strong' : 'chart-label'}>
                {name}
              </text>
            ))}
          </g>
          <rect
            x={LEFT}
            y={TOP}
            width={Math.max(0, right - LEFT)}
            height={Math.max(0, bottom - TOP)}
            fill="transparent"
            onPointerMove={(event) => {
              const pixel = LEFT + event.clientX - event.currentTarget.getBoundingClientRect().left;
              setPointed(sizes.toSorted((a, b) => Math.abs(x.toPixel(a) - pixel) - Math.abs(x.toPixel(b) - pixel))[0] ?? null);
            }}
            onPointerLeave={() => setPointed(null)}
          />
        </StopsSlider>
      </svg>
      {pointed !== null && (
        <HoverCard x={x.toPixel(pointed)} y={TOP} size={size} title={`${pointed} measurements`}>
          {values.map((value) => (
            <div key={value}>{value}</div>
          ))}
        </HoverCard>
      )}
    </>
  );
}

/** What the page is about and its level are seen whole; a rival that is far worse is cut. */
function lowestDrawn(curves: readonly LearningCurve[], level: LearningCurvesProps['level']): number {
  const wanted = [
    ...curves.flatMap(({ points, look }) =>
      points.map(({ low, middle }) => (look === 'own' ? low : look === 'baseline' ? middle : Math.max(0.4, middle))),
    ),
    ...(level === null ? [] : [Math.max(0.4, level.srcc)]),
  ];
  return Math.floor(10 * Math.min(0.8, ...wanted)) / 10;
}
