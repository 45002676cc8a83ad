import { useId, useState, type KeyboardEvent } from 'react';
import { formatSrcc } from '../state/format.ts';
import { ChartStage } from './chart-stage.tsx';
import { extent, linearAxis } from './scales.ts';
import { REUSE_SRCC } from './srcc-scale.ts';
import type { Size } from './use-size.ts';

export type IntervalDot = {
  readonly name: string;
  readonly srcc: number;
  /** Bounds of its interval, if there is one. */
  readonly interval: { readonly low: number; readonly high: number } | null;
  /** At the right: a word (reuse, adapt, unsure), or the interval in digits. */
  readonly word: string;
  /** `rival`: what the others are compared with; `baseline`: something simpler; `expected`: not measured yet. Default: one of them all. */
  readonly look?: 'rival' | 'baseline' | 'expected';
};

type IntervalDotsProps = {
  label: string;
  dots: readonly IntervalDot[];
  /** Stands out. */
  picked: string | null;
  /** Without it nothing can be picked. */
  onPick?: (name: string) => void;
  /** Digits of the values. */
  digits?: 2 | 3;
  /** Pixels of the names at the left, at least. */
  labelsWidth?: number;
  /** Pixels of the words at the right, with the values. */
  valuesWidth?: number;
  rowHeight?: number;
};

const TOP = 20;
/** Mean width of a character of a name, what is left free beside it, and the share of the width that names take at most. */
const CHARACTER = 6.1;
const LABEL_GAP = 12;
const MOST_LABELS = 0.3;
/** Of a name are shown in any case. */
const LEAST_CHARACTERS = 21;

const COLOURS = { rival: 'var(--cat-2)', baseline: 'var(--baseline)', expected: 'var(--cat-1)' } as const;

/** A list of rank correlations with their intervals and the .90 gate; click or Enter picks one. */
export function IntervalDots(props: IntervalDotsProps) {
  const { dots, rowHeight = 20 } = props;
  return <ChartStage minimumHeight={TOP + dots.length * rowHeight + 4}>{(size) => <Dots {...props} size={size} />}</ChartStage>;
}

function Dots({
  label,
  dots,
  picked,
  onPick,
  digits = 3,
  labelsWidth = 140,
  valuesWidth = 96,
  rowHeight = 20,
  size,
}: IntervalDotsProps & { size: Size }) {
  const id = useId();
  const [active, setActive] = useState<number | null>(null);
  const longest = Math.max(...dots.map(({ name }) => name.length));
  const left = Math.max(labelsWidth, Math.min(longest * CHARACTER + LABEL_GAP, MOST_LABELS * size.width));
  const characters = Math.max(LEAST_CHARACTERS, Math.floor((left - LABEL_GAP) / CHARACTER));
  const right = Math.max(left + 60, size.width - valuesWidth);
  // What is simpler may be far worse: it does not widen the axis, but is cut with an arrow.
  const drawn = dots.filter(({ look }) => look !== 'baseline');
  const lowest = extent(drawn.flatMap((dot) => [dot.srcc, dot.interval?.low ?? dot.srcc]))?.[0] ?? 0;
  const from = Math.max(-1, Math.min(0.8, Math.floor(lowest * 10) / 10));
  const scale = linearAxis([from, 1], [left, right], 28, 0);
  const tenths = 1 - from > 1 ? 5 : 1;
  const ticks = Array.from({ length: Math.round((1 - from) * 10) + 1 }, (_, index) => Math.round(from * 10) + index).filter(
    (tick) => tick % tenths === 0 && tick !== 9,
  );
  const bottom = TOP + dots.length * rowHeight;
  const gate = scale.toPixel(REUSE_SRCC);
  const at = (srcc: number): number => scale.toPixel(Math.max(from, srcc));

  const onKeyDown = (event: KeyboardEvent<SVGGElement>): void => {
    const place = active ?? 0;
    if (event.key === 'ArrowDown') setActive(Math.min(dots.length - 1, place + 1));
    else if (event.key === 'ArrowUp') setActive(Math.max(0, place - 1));
    else if (event.key === 'Enter' || event.key === ' ') onPick?.(dots[place]?.name ?? '');
    else if (event.key === 'Escape') event.currentTarget.blur();
    else return;
    event.preventDefault();
  };

  const list =
    onPick === undefined
      ? {
          role: 'img',
          'aria-label': `${label}: ${dots.map(({ name, srcc, word }) => `${name} ${formatSrcc(srcc, digits)} ${word}`).join('; ')}`,
        }
      : {
          role: 'listbox',
          'aria-label': label,
          tabIndex: 0,
          'aria-activedescendant': active === null ? undefined : `${id}-${active}`,
          onFocus: () => setActive((before) => before ?? Math.max(0, dots.findIndex((dot) => dot.name === picked))), // prettier-ignore
          onBlur: () => setActive(null),
          onKeyDown,
        };
  const optionOf = (name: string, isPicked: boolean) =>
    onPick === undefined ? {} : { role: 'option', 'aria-selected': isPicked, className: 'chart-clickable', onClick: () => onPick(name) };

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
      <g {...list}>
        {dots.map((dot, index) => {
          const y = TOP + (index + 0.5) * rowHeight;
          const isPicked = dot.name === picked;
          const colour = dot.look === undefined ? 'var(--cat-1)' : COLOURS[dot.look];
          return (
            <g key={dot.name} id={`${id}-${index}`} {...optionOf(dot.name, isPicked)}>
              <rect
                x={0}
                y={y - rowHeight / 2}
                width={size.width}
                height={rowHeight}
                rx={4}
                fill={active === index ? 'var(--hover)' : 'transparent'}
              />
              <text x={left - 10} y={y + 4} textAnchor="end" className={isPicked ? 'chart-strong' : 'chart-label'}>
                {dot.name.length > characters ? `${dot.name.slice(0, characters - 1)}…` : dot.name}
              </text>
              {dot.interval !== null && dot.interval.high > from && (
                <line
                  x1={at(dot.interval.low)}
                  x2={at(dot.interval.high)}
                  y1={y}
                  y2={y}
                  stroke={colour}
                  strokeWidth={isPicked ? 3 : 2}
                  strokeDasharray={dot.look === 'expected' ? '3 3' : undefined}
                />
              )}
              {(dot.interval?.low ?? dot.srcc) < from && <path d={`M${left - 4} ${y}l6 -4v8z`} fill={colour} />}
              {dot.srcc >= from && (
                <circle
                  cx={at(dot.srcc)}
                  cy={y}
                  r={isPicked ? 5 : 4}
                  fill={isPicked && dot.look !== 'expected' ? colour : 'var(--surface)'}
                  stroke={colour}
                  strokeWidth={1.8}
                />
              )}
              <text x={right + 14} y={y + 4} className={isPicked && onPick === undefined ? 'chart-strong' : 'chart-value'}>
                {formatSrcc(dot.srcc, digits)}
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
