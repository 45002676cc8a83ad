import { useMemo } from 'react';
import { ChartFrame } from '../../charts/chart-frame.tsx';
import { PredictionScatter, type PredictedPoint } from '../../charts/prediction-scatter.tsx';
import { deviationsOf90 } from './prediction-errors.ts';
import type { ShownAdaptation } from './queries.ts';

/** What the model says of each architecture, and what it took. */
export function PredictionsPanel({ adaptation, source }: { adaptation: ShownAdaptation; source: string }) {
  const points = useMemo(() => pointsOf(adaptation), [adaptation]);
  const { samples, unseen } = adaptation;
  const stated = unseen.some(({ deviationMs }) => deviationMs !== null);
  return (
    <ChartFrame
      className="adapt-predictions"
      title="Predicted and measured"
      tools={
        <div className="legend">
          <span>
            <Mark colour="var(--cat-1)" />
            the {samples.length}
          </span>
          {unseen.length > 0 && (
            <span>
              <Mark colour="var(--cloud)" />
              unseen{stated ? ', 90 %' : ''}
            </span>
          )}
        </div>
      }
      table={{
        columns: [
          { title: 'Architecture', numeric: false },
          { title: 'Predicted, ms', numeric: true },
          { title: '90 % ±, ms', numeric: true },
          { title: 'Measured, ms', numeric: true },
          { title: 'Used', numeric: false },
        ],
        rows: points.map(({ name, predictedMs, halfWidthMs, measuredMs, sample }) => [
          name,
          predictedMs,
          halfWidthMs,
          measuredMs,
          sample ? 'sample' : 'unseen',
        ]),
      }}
      source={source}
    >
      <PredictionScatter label={`Predicted and measured on ${adaptation.target}`} points={points} />
    </ChartFrame>
  );
}

function Mark({ colour }: { colour: string }) {
  return (
    <svg width="9" height="9" viewBox="0 0 9 9" aria-hidden="true">
      <circle cx="4.5" cy="4.5" r="4.5" fill={colour} />
    </svg>
  );
}

function pointsOf({ samples, samplesPredictedMs, unseen }: ShownAdaptation): PredictedPoint[] {
  return [
    ...unseen.map(({ name, predictedMs, deviationMs, measuredMs }) => ({
      name,
      predictedMs,
      measuredMs,
      halfWidthMs: deviationMs === null ? null : deviationsOf90 * deviationMs,
      sample: false,
    })),
    ...samples.map(({ name, latencyMs }, i) => ({
      name,
      predictedMs: samplesPredictedMs[i]!,
      measuredMs: latencyMs,
      halfWidthMs: null,
      sample: true,
    })),
  ];
}
