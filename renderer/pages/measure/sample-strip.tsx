import { memo } from 'react';
import type { Measurement } from '../../../preload/contract/campaign.ts';
import { formatCount, formatMs } from '../../state/format.ts';
import { sampleShare, type SampleScale } from './sample-scale.ts';

const width = 360;
const height = 22;
const inset = 4;
const dotsShown = 200;

/** Every raw sample of a measurement against its median; a long series is thinned evenly to 200 dots. */
export const SampleStrip = memo(function SampleStrip({ measurement, scale }: { measurement: Measurement; scale: SampleScale }) {
  const { samplesMs, medianMs, flags } = measurement;
  const toX = (relative: number): number => inset + sampleShare(relative, scale) * (width - 2 * inset);
  const stride = Math.max(1, samplesMs.length / dotsShown);
  let dots = '';
  for (let at = 0; at < samplesMs.length; at += stride) {
    const run = Math.floor(at);
    const sampleMs = samplesMs[run];
    if (sampleMs !== undefined) dots += `M${toX(sampleMs / medianMs - 1).toFixed(1)} ${(height / 2 + scatter(run)).toFixed(1)}h0`;
  }
  const median = toX(0);
  return (
    <svg
      className="sample-strip"
      width={width}
      height={height}
      viewBox={`0 0 ${width} ${height}`}
      role="img"
      aria-label={`${formatCount(samplesMs.length)} runs around ${formatMs(medianMs)} ms, from ${formatMs(Math.min(...samplesMs))} to ${formatMs(Math.max(...samplesMs))} ms`}
    >
      <line className="chart-grid" x1={0} x2={width} y1={height / 2} y2={height / 2} />
      <path d={dots} className={flags.length > 0 ? 'sample-dots sample-dots-flagged' : 'sample-dots'} />
      <line className="sample-median" x1={median} x2={median} y1={height / 2 - 7} y2={height / 2 + 7} />
    </svg>
  );
});

/** Spreads dots over the strip's height, the same way at every paint (golden-ratio sequence). */
function scatter(run: number): number {
  return (((run * 0.618034) % 1) - 0.5) * 9;
}
