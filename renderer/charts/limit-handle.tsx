import { useRef, type KeyboardEvent, type PointerEvent } from 'react';
import { formatMs } from '../state/format.ts';
import type { AxisScale } from './scales.ts';

type LimitHandleProps = {
  scale: AxisScale;
  /** [lowest, highest] limit; beyond the highest there is none. */
  domain: readonly [number, number];
  /** Present place in pixels. */
  x: number;
  top: number;
  bottom: number;
  limitMs: number;
  onLimit: (limitMs: number) => void;
  onLimitChosen: (limitMs: number) => void;
};

const FLAG_WIDTH = 68;

/** The latency limit as a line to drag; for the keyboard a slider: arrows 1 %, with Shift 10 %. At the right end there is no limit. */
export function LimitHandle({ scale, domain, x, top, bottom, limitMs, onLimit, onLimitChosen }: LimitHandleProps) {
  const dragging = useRef(false);
  const [lowest, highest] = domain;
  const text = limitMs >= highest ? 'no limit' : `${formatMs(limitMs)} ms`;
  const clamp = (value: number): number => (value >= highest * 0.9999 ? Infinity : Number(Math.max(lowest, value).toPrecision(3)));

  const limitAt = (event: PointerEvent<SVGGElement>): number => {
    const box = event.currentTarget.ownerSVGElement?.getBoundingClientRect();
    return clamp(scale.toValue(event.clientX - (box?.left ?? 0)));
  };
  const onKeyDown = (event: KeyboardEvent<SVGGElement>): void => {
    const present = Math.min(limitMs, highest);
    const factor = event.shiftKey ? 1.1 : 1.01;
    if (event.key === 'ArrowRight' || event.key === 'ArrowUp') onLimitChosen(clamp(present * factor));
    else if (event.key === 'ArrowLeft' || event.key === 'ArrowDown') onLimitChosen(clamp(present / factor));
    else if (event.key === 'Home') onLimitChosen(clamp(lowest));
    else if (event.key === 'End') onLimitChosen(Infinity);
    else if (event.key === 'Escape') event.currentTarget.blur();
    else return;
    event.preventDefault();
  };
  const flag = Math.max(scale.range[0], Math.min(scale.range[1] + 14 - FLAG_WIDTH, x - FLAG_WIDTH / 2));
  const grip = top + (bottom - top) / 2;
  return (
    <g
      className="chart-limit"
      role="slider"
      tabIndex={0}
      aria-label="Latency limit"
      aria-valuemin={Number(lowest.toPrecision(3))}
      aria-valuemax={Number(highest.toPrecision(3))}
      aria-valuenow={Number(Math.min(limitMs, highest).toPrecision(3))}
      aria-valuetext={text}
      onKeyDown={onKeyDown}
      onClick={(event) => event.stopPropagation()}
      onPointerMove={(event) => {
        event.stopPropagation();
        if (dragging.current) onLimit(limitAt(event));
      }}
      onPointerDown={(event) => {
        dragging.current = true;
        event.currentTarget.setPointerCapture(event.pointerId);
      }}
      onPointerUp={(event) => {
        if (dragging.current) onLimitChosen(limitAt(event));
        dragging.current = false;
      }}
      onPointerCancel={() => {
        dragging.current = false;
      }}
    >
      <rect className="chart-limit-reach" x={x - 10} y={top} width={20} height={bottom - top} />
      <line x1={x} x2={x} y1={top - 6} y2={bottom} />
      <rect className="chart-limit-flag" x={flag} y={top - 20} width={FLAG_WIDTH} height={19} rx={5} />
      <text x={flag + FLAG_WIDTH / 2} y={top - 6.5} textAnchor="middle">
        {text}
      </text>
      <rect x={x - 3} y={grip - 14} width={6} height={28} rx={3} />
    </g>
  );
}
