type FrontIntervalsProps = {
  /** [point]: pixels of both ends; null: it has none. */
  intervals: readonly (readonly number[] | null)[];
  /** [point] pixels. */
  y: readonly number[];
};

/** Pale bars behind the points of a front whose latency is predicted. */
export function FrontIntervals({ intervals, y }: FrontIntervalsProps) {
  const bars = intervals.flatMap((ends, index) => (ends === null ? [] : [`M${ends[0]} ${y[index]}H${ends[1]}`]));
  return <path className="chart-interval" d={bars.join('')} aria-hidden="true" />;
}
