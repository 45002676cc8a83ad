import { useEffect, useRef } from 'react';
import type { FrontPoint, SearchResult } from '../../../preload/contract/search.ts';
import { extent, latencyAxis, linearAxis } from '../../charts/scales.ts';
import { staircasePath } from '../../charts/staircase.ts';
import { formatMs } from '../../state/format.ts';
import { bestUnder, scoreText } from './search-answer.ts';

type FleetCardProps = {
  name: string;
  front: readonly FrontPoint[];
  /** Infinity: none. */
  limitMs: number;
  /** How its latencies are known. */
  trust: string;
  isShown: boolean;
  result: Pick<SearchResult, 'accuracyTitle' | 'accuracyMeasured'>;
  /** null: there is nothing to show. */
  onShow: (() => void) | null;
};

const [WIDTH, HEIGHT] = [130, 84];

/** One device of a fleet at a glance: its front, the limit, and the best within it. */
export function FleetCard({ name, front, limitMs, trust, isShown, result, onShow }: FleetCardProps) {
  const best = bestUnder(front, limitMs);
  const card = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (isShown) card.current?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }, [isShown]);
  return (
    <button
      ref={card}
      type="button"
      className="search-fleet-card"
      aria-pressed={isShown}
      disabled={onShow === null}
      onClick={onShow ?? undefined}
    >
      <b className="ellipsis">{name}</b>
      <FrontSketch front={front} limitMs={limitMs} best={best} />
      <span className="search-fleet-figures">
        {best === null ? (
          <span>Nothing keeps the limit</span>
        ) : (
          <>
            <b>{scoreText(best.accuracy, result)}</b>
            <span>{formatMs(best.latencyMs)} ms</span>
          </>
        )}
      </span>
      <span className="muted ellipsis">{trust}</span>
    </button>
  );
}

function FrontSketch({ front, limitMs, best }: { front: readonly FrontPoint[]; limitMs: number; best: FrontPoint | null }) {
  const x = latencyAxis(extent(front.map(({ latencyMs }) => latencyMs)) ?? [1, 2], [2, WIDTH - 2], 40);
  const y = linearAxis(extent(front.map(({ accuracy }) => accuracy)) ?? [0, 1], [HEIGHT - 4, 4], 40);
  const at = (point: FrontPoint) => ({ x: x.toPixel(point.latencyMs), y: y.toPixel(point.accuracy) });
  return (
    <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} preserveAspectRatio="none" aria-hidden="true">
      <path className="chart-front" d={staircasePath(front.map(at))} vectorEffect="non-scaling-stroke" />
      {limitMs > x.domain[0] && limitMs < x.domain[1] && (
        <line x1={x.toPixel(limitMs)} x2={x.toPixel(limitMs)} y1={2} y2={HEIGHT - 2} stroke="var(--accent)" strokeWidth={1.4} />
      )}
      {best !== null && <circle cx={at(best).x} cy={at(best).y} r={4} fill="var(--ink)" />}
    </svg>
  );
}
