import type { KeyboardEvent, ReactNode } from 'react';
import { placeAfterKey } from './place-after-key.ts';

type StopsSliderProps = {
  label: string;
  /** Rising places along x at which something is known. */
  stops: readonly number[];
  /** Index of the stop that is shown. */
  place: number;
  /** What stands there, in words. */
  valueText: string;
  /** null: nothing is pointed at any more. */
  onPoint: (place: number | null) => void;
  children: ReactNode;
};

/** Plots over one x, for the keyboard a slider: arrows move from stop to stop, Home and End to the ends, Escape lets go. */
export function StopsSlider({ label, stops, place, valueText, onPoint, children }: StopsSliderProps) {
  const onKeyDown = (event: KeyboardEvent<SVGGElement>): void => {
    const next = placeAfterKey(event.key, place, stops.length);
    if (next === undefined) return;
    onPoint(next);
    event.preventDefault();
  };
  return (
    <g
      role="slider"
      aria-label={label}
      aria-valuemin={stops[0] ?? 0}
      aria-valuemax={stops.at(-1) ?? 0}
      aria-valuenow={stops[place] ?? 0}
      aria-valuetext={valueText}
      tabIndex={0}
      onFocus={() => onPoint(place)}
      onBlur={() => onPoint(null)}
      onKeyDown={onKeyDown}
    >
      {children}
    </g>
  );
}
