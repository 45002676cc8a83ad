import { Maximize2 } from 'lucide-react';
import { IconButton } from '../components/icon-button.tsx';
import type { ViewportControl } from './use-viewport.ts';

/** The rectangle that is being drawn; within the svg that takes the pointer. */
export function DrawnBoxMark({ box }: Pick<ViewportControl, 'box'>) {
  return box === null ? null : <rect className="chart-box" aria-hidden="true" {...box} />;
}

/** Brings the whole plot back; only there while it is zoomed. Beside the layers of the chart. */
export function ShowAllButton({ viewport }: { viewport: ViewportControl }) {
  if (viewport.isWhole) return null;
  return <IconButton className="chart-show-all" icon={Maximize2} label="Show all (0)" onClick={viewport.showAll} />;
}
