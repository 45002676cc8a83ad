import { useId, useState, type KeyboardEvent } from 'react';
import { formatSrcc } from '../state/format.ts';
import { ChartStage } from './chart-stage.tsx';
import { extent, linearAxis } from './scales.ts';
import { REUSE_SRCC } from './srcc-scale.ts';
import type { Size } from './use-size.ts';

export type IntervalDot = {
  readonly name: string;
  readonly srcc: number;
  /** Bounds of the 95 % bootstrap interval, if there is one. */
  readonly interval: { readonly low: number; readonly high: number } | null;
  /** The word at the right: reuse, adapt, unsure. */
  readonly word: string;
};

type IntervalDotsProps = {
  label: string;
  dots: readonly IntervalDot[];
  picked: string | null;
  onPick: (name: string) => void;
};

const ROW = 20;
const TOP = 20;
const LABELS = 140;
const VALUES = 96;

/** A list of rank correlations with their intervals and the .90 gate; click or Enter picks one. */
export function IntervalDots(props: IntervalDotsProps) {
  return <ChartStage minimumHeight={TOP + props.dots.length * ROW + 4}>{(size) => <Dots {...props} size={size} />}</ChartStage>;
}

function Dots({ label, dots, picked, onPick, size }: IntervalDotsProps & { size: Size }) {
  const id = useId();
  const [active, setActive] = useState<number | null>(null);
  const left = LABELS;
  const right = Math.max(left + 60, size.width - VALUES);
  const lowest = extent(dots.flatMap((dot) => [dot.srcc, dot.interval?.low ?? dot.srcc]))?.[0] ?? 0;
  const from = Math.max(-1, Math.min(0.8, Math.floor(lowest * 10) / 10));
  const scale = linearAxis([from, 1], [left, right], 28, 0);
  const tenths = 1 - from > 1 ? 5 : 1;
  const ticks = Array.from({ length: Math.round((1 - from) * 10) + 1 }, (_, index) => Math.round(from * 10) + index).filter(
    (tick) => tick % tenths === 0 && tick !== 9,
  );
  const bottom = TOP + dots.length * ROW;
  const gate = scale.toPixel(REUSE_SRCC);

  const onKeyDown = (event: KeyboardEvent<SVGGElement>): void => {
    const at = active ?? 0;
    if (event.key === 'ArrowDown') setActive(Math.min(dots.length - 1, at + 1));
    else if (event.key === 'ArrowUp') setActive(Math.max(0, at - 1));
    else if (event.key === 'Enter' || event.key === ' ') onPick(dots[at]?.name ?? '');
    else if (event.key === 'Escape') event.currentTarget.blur();
    else return;
    event.preventDefault();
  };

  return (
    <svg width={size.width} height={size.height}>
      <g aria-hidden="true">
        <rect
          x={gate}
          y={TOP - 4}
          width={Math.max(0, scale.toPixel(1) - gate)}
          height={bottom - TOP + 4}
          fill="var(--accent)"
          opacity={0.08}
        />
        {ticks.map((tick) => (
          <g key={tick}>
            <line className="chart-grid" x1={scale.toPixel(tick / 10)} x2={scale.toPixel(tick / 10)} y1={TOP - 4} y2={bottom} />
            <text x={scale.toPixel(tick / 10)} y={11} textAnchor="middle">
              {gateLabel(tick / 10)}
            </text>
          </g>
        ))}
        <line x1={gate} x2={gate} y1={TOP - 4} y2={bottom} stroke="var(--accent)" strokeWidth={1.3} />
        <text x={gate} y={11} textAnchor="middle" className="chart-value">
          .90
        </text>
      </g>
      <g
        role="listbox"
        aria-label={label}
        tabIndex={0}
        aria-activedescendant={active === null ? undefined : `${id}-${active}`}
        onFocus={() =>
          setActive(
            (at) =>
              at ??
              Math.max(
                0,
                dots.findIndex((dot) => dot.name === picked),
              ),
          )
        }
        onBlur={() => setActive(null)}
        onKeyDown={onKeyDown}
      >
        {dots.map((dot, index) => {
          const y = TOP + (index + 0.5) * ROW;
          const isPicked = dot.name === picked;
          return (
            <g
              key={dot.name}
              id={`${id}-${index}`}
              role="option"
              aria-selected={isPicked}
              className="chart-clickable"
              onClick={() => onPick(dot.name)}
            >
              <rect x={0} y={y - ROW / 2} width={size.width} height={ROW} rx={4} fill={active === index ? 'var(--hover)' : 'transparent'} />
              <text x={left - 10} y={y + 4} textAnchor="end" className={isPicked ? 'chart-strong' : 'chart-label'}>
                {dot.name.length > 21 ? `${dot.name.slice(0, 20)}…` : dot.name}
              </text>
              {dot.interval !== null && (
                <line
                  x1={scale.toPixel(dot.interval.low)}
                  x2={scale.toPixel(dot.interval.high)}
                  y1={y}
                  y2={y}
                  stroke="var(--cat-1)"
                  strokeWidth={2}
                />
              )}
              <circle
                cx={scale.toPixel(dot.srcc)}
                cy={y}
                r={4}
                fill={isPicked ? 'var(--cat-1)' : 'var(--surface)'}
                stroke="var(--cat-1)"
                strokeWidth={1.8}
              />
              <text x={right + 14} y={y + 4} className="chart-value">
                {formatSrcc(dot.srcc, 3)}
              </text>
              <text x={size.width} y={y + 4} textAnchor="end">
                {dot.word}
              </text>
            </g>
          );
        })}
      </g>
    </svg>
  );
}

function gateLabel(value: number): string {
  const rounded = Math.round(value * 10) / 10;
  return rounded
    .toFixed(1)
    .replace(/^(-?)0\./, '$1.')
    .replace('-', '−');
}
