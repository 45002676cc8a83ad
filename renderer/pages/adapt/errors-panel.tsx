import { useMemo } from 'react';
import { ChartFrame } from '../../charts/chart-frame.tsx';
import { ErrorHistogram } from '../../charts/error-histogram.tsx';
import { histogramAroundZero } from '../../charts/histogram-bins.ts';
import { formatPercent, plural } from '../../state/format.ts';
import { relativeErrors } from './prediction-errors.ts';
import type { ShownAdaptation } from './queries.ts';

/** By how much predictions were wrong on architectures that were not used. */
export function ErrorsPanel({ adaptation: { unseen }, source }: { adaptation: ShownAdaptation; source: string }) {
  const errors = useMemo(() => relativeErrors(unseen), [unseen]);
  const histogram = useMemo(() => histogramAroundZero(errors), [errors]);
  const fast = errors.filter((error) => error < 0).length / Math.max(1, errors.length);
  return (
    <ChartFrame
      className="adapt-errors"
      title="Errors"
      note={plural(unseen.length, 'unseen architecture')}
      table={{
        columns: [
          { title: 'Error from, %', numeric: true },
          { title: 'to, %', numeric: true },
          { title: 'Architectures', numeric: true },
        ],
        rows: histogram.bins.map(({ place, count }) => [
          100 * histogram.width * (place - 0.5),
          100 * histogram.width * (place + 0.5),
          count,
        ]),
      }}
      source={source}
    >
      {unseen.length === 0 ? (
        <p className="secondary small">All measured architectures were used: none is left to be wrong about.</p>
      ) : (
        <ErrorHistogram
          label={`Errors on ${plural(unseen.length, 'architecture')}: ${formatPercent(fast, { digits: 0 })} predicted too fast, the others too slow`}
          histogram={histogram}
        />
      )}
    </ChartFrame>
  );
}
