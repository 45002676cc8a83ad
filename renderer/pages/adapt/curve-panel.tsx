import type { PairAdvice } from '../../../preload/contract/monotonicity.ts';
import { ChartFrame } from '../../charts/chart-frame.tsx';
import { LearningCurves, type LearningCurve } from '../../charts/learning-curves.tsx';
import type { RepeatedCurve, Repeats } from './repeats.ts';

type CurvePanelProps = {
  repeats: Repeats | null;
  before: PairAdvice | null;
  samples: number;
  source: string;
  loading: boolean;
  /** How far the repeats are. */
  progress: string;
  error: unknown;
  onRetry: () => void;
};

/** How SRCC on architectures that were not used rises with the number of measurements, of the method and of its rivals. */
export function CurvePanel({ repeats, before, samples, source, loading, progress, error, onRetry }: CurvePanelProps) {
  const curves = repeats === null ? [] : curvesOf(repeats);
  return (
    <ChartFrame
      grow
      title="What more measurements buy"
      note={loading ? progress : repeats === null ? undefined : `band: ${repeats.seeds} repeats`}
      loading={loading}
      error={error}
      onRetry={onRetry}
      table={{
        columns: [
          { title: 'Measurements', numeric: true },
          ...curves.flatMap(({ name }) => [name, `${name}, lowest`, `${name}, highest`].map((title) => ({ title, numeric: true }))),
        ],
        rows: (repeats?.adapted ?? []).map(({ at }) => [
          at,
          ...curves.flatMap(({ points }) => {
            const point = points.find((one) => one.at === at);
            return [point?.middle ?? null, point?.low ?? null, point?.high ?? null];
          }),
        ]),
      }}
      source={source}
    >
      {curves.length === 0 ? (
        <p className="secondary small">
          It takes 55 measurements of the target to see this: 5 to learn from, 50 to judge by. Until then the samples themselves tell how
          sure the ranking is.
        </p>
      ) : (
        <LearningCurves
          label="What more measurements buy"
          curves={curves}
          level={before === null || before.srcc === null ? null : { name: 'As it is', srcc: before.srcc }}
          titleX="measurements on the target"
          current={samples}
        />
      )}
    </ChartFrame>
  );
}

function curvesOf({ adapted, noSource, adaproxy }: Repeats): LearningCurve[] {
  const curve = (name: string, points: RepeatedCurve, look: LearningCurve['look']): LearningCurve => ({ name, points, look });
  return [curve('No source', noSource, 'baseline'), curve('AdaProxy', adaproxy, 'other'), curve('Adapted', adapted, 'own')].filter(
    ({ points }) => points.length > 0,
  );
}
