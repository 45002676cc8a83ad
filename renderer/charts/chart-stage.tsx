import type { ReactNode } from 'react';
import { useSize, type Size } from './use-size.ts';
import './charts.css';

interface ChartStageProps {
  /** Least height in pixels; the stage grows into the room its panel leaves. */
  readonly minimumHeight: number;
  readonly children: (size: Size) => ReactNode;
}

/** The area a chart draws its layers on (SVG, canvas, SVG), one above the other; what an export of the chart takes in. */
export function ChartStage({ minimumHeight, children }: ChartStageProps) {
  const [ref, size] = useSize<HTMLDivElement>();
  return (
    <div ref={ref} className="chart-stage" data-chart-stage="" style={{ minHeight: minimumHeight }}>
      {size.width > 0 && size.height > 0 && children(size)}
    </div>
  );
}
