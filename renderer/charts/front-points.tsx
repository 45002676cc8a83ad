import { useId, useState, type KeyboardEvent } from 'react';
import { formatMs, formatSignificant } from '../state/format.ts';
import type { Candidate } from './candidate.ts';

type FrontPointsProps = {
  label: string;
  points: readonly Candidate[];
  /** [n] pixels. */
  x: readonly number[];
  y: readonly number[];
  /** Of the accuracy. */
  unit: string;
  picked: string | null;
  onPick: (name: string) => void;
  /** The point that the keyboard is on; null: it left. */
  onActive: (index: number | null) => void;
};

/** Points of a front as a list for the keyboard: Tab enters, arrows move along it, Enter picks, Esc leaves. */
export function FrontPoints({ label, points, x, y, unit, picked, onPick, onActive }: FrontPointsProps) {
  const id = useId();
  const [active, setActive] = useState<number | null>(null);
  const move = (index: number | null): void => {
    setActive(index);
    onActive(index);
  };
  const onKeyDown = (event: KeyboardEvent<SVGGElement>): void => {
    const at = active ?? 0;
    if (event.key === 'ArrowRight' || event.key === 'ArrowUp') move(Math.min(points.length - 1, at + 1));
    else if (event.key === 'ArrowLeft' || event.key === 'ArrowDown') move(Math.max(0, at - 1));
    else if (event.key === 'Home') move(0);
    else if (event.key === 'End') move(points.length - 1);
    else if (event.key === 'Enter' || event.key === ' ') onPick(points[at]?.name ?? '');
    else if (event.key === 'Escape') event.currentTarget.blur();
    else return;
    event.preventDefault();
  };
  if (points.length === 0) return null;
  return (
    <g
      role="listbox"
      aria-label={label}
      tabIndex={0}
      aria-activedescendant={active === null ? undefined : `${id}-${active}`}
      onFocus={() =>
        move(
          active ??
            Math.max(
              0,
              points.findIndex((point) => point.name === picked),
            ),
        )
      }
      onBlur={() => move(null)}
      onKeyDown={onKeyDown}
    >
      {points.map((point, index) => (
        <circle
          key={point.name}
          id={`${id}-${index}`}
          role="option"
          aria-selected={point.name === picked}
          aria-label={`${formatSignificant(point.accuracy, 4)} ${unit} at ${formatMs(point.latencyMs)} ms, ${point.measured ? 'measured' : 'predicted'}`}
          className={`chart-clickable ${point.measured ? 'chart-measured' : 'chart-predicted'}`}
          cx={x[index]}
          cy={y[index]}
          r={point.measured ? 3.2 : 3}
        />
      ))}
    </g>
  );
}
