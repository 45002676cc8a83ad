import type { CostModelDetail } from '../../../preload/contract/cost-model.ts';
import { BandCurves, type BandPlot, type BandPoint } from '../../charts/band-curves.tsx';
import { ChartFrame } from '../../charts/chart-frame.tsx';
import type { ChartTable } from '../../charts/chart-table.ts';
import { bandPoints } from './band-points.ts';

/** How error and R² on devices left out depend on the size of the signature. */
export function SizePanel({ model, source }: { model: CostModelDetail; source: string }) {
  const { curve } = model;
  const points = (kind: 'model' | 'scalar', figure: 'mape' | 'r2', scale = 1): BandPoint[] =>
    bandPoints(curve, (of) => of[kind][figure], scale);
  const mape: BandPlot = {
    title: 'MAPE, %',
    model: points('model', 'mape', 100),
    baseline: points('scalar', 'mape', 100),
    extent: errorExtent([...points('model', 'mape', 100), ...points('scalar', 'mape', 100)]),
    format: (value) => value.toFixed(1),
  };
  const r2: BandPlot = {
    title: 'R², pooled',
    model: points('model', 'r2'),
    baseline: points('scalar', 'r2'),
    extent: r2Extent([...points('model', 'r2'), ...points('scalar', 'r2')]),
    format: (value) => value.toFixed(3),
  };
  return (
    <ChartFrame
      className="cost-sizes"
      title="How large a signature?"
      note={curve.length === 0 ? undefined : `${model.heldOut?.folds ?? 0} folds of devices left out, 10–90 %`}
      table={sizesTable(mape, r2)}
      source={source}
    >
      {curve.length === 0 ? (
        <p className="secondary small">
          Too few devices to leave any out: with two groups of devices or more this shows what a larger signature brings.
        </p>
      ) : (
        <BandCurves label="Size of the signature" plots={[mape, r2]} titleX="signature size" current={model.signature.length} />
      )}
    </ChartFrame>
  );
}

/** From 0; a fold that failed altogether must not flatten the rest. */
function errorExtent(points: readonly BandPoint[]): [number, number] {
  const middle = Math.max(...points.map((point) => point.middle));
  return [0, Math.min(Math.max(...points.map((point) => point.high)), 1.6 * middle)];
}

function r2Extent(points: readonly BandPoint[]): [number, number] {
  const middle = Math.min(...points.map((point) => point.middle));
  const lowest = Math.max(Math.min(...points.map((point) => point.low)), 1 - 2.5 * (1 - middle));
  return [Math.min(lowest, 0.99), 1];
}

function sizesTable(mape: BandPlot, r2: BandPlot): ChartTable {
  const figures = [
    { title: 'MAPE %', points: mape.model },
    { title: 'scalar MAPE %', points: mape.baseline },
    { title: 'R²', points: r2.model },
    { title: 'scalar R²', points: r2.baseline },
  ];
  return {
    columns: [
      { title: 'Signature size', numeric: true },
      ...figures.flatMap(({ title }) => [title, `${title}, 10 %`, `${title}, 90 %`].map((name) => ({ title: name, numeric: true }))),
    ],
    rows: mape.model.map(({ at }) => [
      at,
      ...figures.flatMap(({ points }) => {
        const point = points.find((one) => one.at === at);
        return [point?.middle ?? null, point?.low ?? null, point?.high ?? null];
      }),
    ]),
  };
}
