import type { StageTimes } from '../../../preload/contract/search.ts';
import type { ArchitectureDetail } from '../../../preload/contract/space.ts';
import { formatPercent, formatQuantity } from '../../state/format.ts';
import { stageShares } from './stage-shares.ts';

/** Where an architecture's time goes, stage by stage, as far as it can be told; otherwise where its MACs go. */
export function StageBars({ layers, times }: { layers: ArchitectureDetail['layers']; times: StageTimes | null }) {
  const shares = stageShares(layers);
  if (times !== null) return <TimeBars times={times} macs={new Map(shares.map(({ stage, macs }) => [stage, macs]))} />;
  const largest = Math.max(...shares.map(({ share }) => share), 1e-9);
  return (
    <div>
      <h3 className="label search-stages-title">Share of its MACs, by stage</h3>
      <ul className="search-stages">
        {shares.map(({ stage, macs, share }) => (
          <li key={stage}>
            <span className="ellipsis">{capital(stage)}</span>
            <span className="search-bar">
              <i style={{ width: percent(share / largest) }} />
            </span>
            <span className="number">
              {share < 0.0005 ? '< 0.1 %' : formatPercent(share, { digits: share < 0.1 ? 1 : 0 })}{' '}
              <span className="muted">{formatQuantity(macs)}</span>
            </span>
          </li>
        ))}
      </ul>
    </div>
  );
}

function TimeBars({ times: { stages, relativeError, networks }, macs }: { times: StageTimes; macs: ReadonlyMap<string, number> }) {
  const largest = Math.max(...stages.map(({ highMs }) => highMs), 1e-9);
  const decimals = Math.max(0, 2 - Math.floor(Math.log10(largest))); // one for all: they are compared
  return (
    <div>
      <h3 className="label search-stages-title">Where its time goes, ms (estimated, ± 90 %)</h3>
      <ul className="search-stages">
        {stages.map(({ stage, latencyMs, lowMs, highMs }) => (
          <li key={stage} title={`${capital(stage)}: ${formatQuantity(macs.get(stage) ?? 0)} MACs`}>
            <span className="ellipsis">{capital(stage)}</span>
            <span className="search-bar">
              <i style={{ width: percent(latencyMs / largest) }} />
              <b style={{ left: percent(lowMs / largest), width: percent((highMs - lowMs) / largest) }} />
            </span>
            <span className="number">
              {latencyMs.toFixed(decimals)} <span className="muted">±{((highMs - lowMs) / 2).toFixed(decimals)}</span>
            </span>
          </li>
        ))}
      </ul>
      <p className="search-stages-note muted">
        From the latencies of {networks} candidates; such sums over layers usually miss a network’s latency by{' '}
        {formatPercent(relativeError, { digits: 0 })}.
      </p>
    </div>
  );
}

function capital(stage: string): string {
  return stage.charAt(0).toUpperCase() + stage.slice(1);
}

function percent(share: number): string {
  return `${share * 100}%`;
}
