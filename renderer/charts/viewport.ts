/** [from, to] of one direction, as shares of the whole plot (0 … 1). */
export type Span = readonly [number, number];

/** The part of a plot that is looked at: `x` from the left, `y` from below. */
export interface Viewport {
  readonly x: Span;
  readonly y: Span;
}

/** A place in a plot, as shares of the whole. */
export interface Place {
  readonly x: number;
  readonly y: number;
}

export const wholePlot: Viewport = { x: [0, 1], y: [0, 1] };

const smallestSpan = 1 / 200;

export function isWhole({ x, y }: Viewport): boolean {
  return x[0] <= 0 && x[1] >= 1 && y[0] <= 0 && y[1] >= 1;
}

/** So many times larger (above 1: nearer), with the place staying where it is. Never beyond the whole plot. */
export function zoomed(view: Viewport, about: Place, times: number): Viewport {
  return { x: spanZoomed(view.x, about.x, times), y: spanZoomed(view.y, about.y, times) };
}

/** Moved by shares of the whole plot, as far as there is plot. */
export function moved(view: Viewport, by: Place): Viewport {
  return { x: spanMoved(view.x, by.x), y: spanMoved(view.y, by.y) };
}

/** The part between two corners. */
export function between(a: Place, b: Place): Viewport {
  return { x: spanBetween(a.x, b.x), y: spanBetween(a.y, b.y) };
}

/** Moved so that a place is in view: not at all where it is in view already, else into the middle. */
export function showing(view: Viewport, { x, y }: Place): Viewport {
  return { x: spanShowing(view.x, x), y: spanShowing(view.y, y) };
}

function spanZoomed([from, to]: Span, about: number, times: number): Span {
  const length = Math.min(1, Math.max(smallestSpan, (to - from) / times));
  const share = (about - from) / (to - from);
  return spanMoved([about - share * length, about + (1 - share) * length], 0);
}

function spanMoved([from, to]: Span, by: number): Span {
  const length = to - from;
  const start = Math.max(0, Math.min(1 - length, from + by));
  return [start, start + length];
}

function spanBetween(a: number, b: number): Span {
  const [from, to] = [Math.max(0, Math.min(a, b)), Math.min(1, Math.max(a, b))];
  return to - from >= smallestSpan ? [from, to] : spanMoved([(from + to - smallestSpan) / 2, (from + to + smallestSpan) / 2], 0);
}

function spanShowing(span: Span, at: number): Span {
  const [from, to] = span;
  return at >= from && at <= to ? span : spanMoved(span, at - (from + to) / 2);
}
