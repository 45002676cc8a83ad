import { useQuery } from '@tanstack/react-query';
import type { SearchResult } from '../../../preload/contract/search.ts';
import type { Candidate } from '../../charts/candidate.ts';
import { KeyValues } from '../../components/key-values.tsx';
import { Panel } from '../../components/panel.tsx';
import { formatMs, formatPercent, formatQuantity } from '../../state/format.ts';
import { useLab } from '../../state/lab-context.ts';
import { useSpaces } from '../../state/queries.ts';
import { CellGraph } from './cell-graph.tsx';
import { scoreText } from './search-answer.ts';
import { stageBlocks } from './stage-blocks.ts';
import { StageDrawing } from './stage-drawing.tsx';
import { stageShares } from './stage-shares.ts';

type PickedPanelProps = { result: SearchResult; picked: Candidate | null };

/** What the picked architecture is: its drawing, its figures, and which of its stages do the work. */
export function PickedPanel({ result, picked }: PickedPanelProps) {
  const lab = useLab();
  const spaces = useSpaces();
  const name = picked?.name ?? '';
  const detail = useQuery({
    queryKey: ['architecture', result.spaceId, name],
    queryFn: ({ signal }) => lab.spaces.architecture({ spaceId: result.spaceId, name }, { signal }),
    enabled: picked !== null,
    staleTime: Infinity,
  });
  const genes = spaces.data?.find((space) => space.id === result.spaceId)?.genes ?? [];
  const architecture = detail.data;
  const stages = architecture === undefined ? [] : stageBlocks(genes, architecture.choices);
  const isCell = result.spaceId === 'nas-bench-201';

  return (
    <Panel
      title="Picked architecture"
      loading={picked !== null && architecture === undefined && detail.error === null}
      error={detail.error}
      onRetry={() => void detail.refetch()}
      empty={picked === null ? 'Nothing keeps to this limit. Move it, or pick a point of the chart.' : undefined}
    >
      {picked !== null && architecture !== undefined && (
        <>
          <div className={isCell ? 'search-picked' : 'search-picked search-picked-stacked'}>
            {isCell && <CellGraph operations={architecture.choices} />}
            {!isCell && stages.length > 0 && <StageDrawing stages={stages} />}
            <KeyValues
              items={[
                ...(result.accuracyMeasured
                  ? [{ label: 'Acc.', value: <b className="strong">{scoreText(picked.accuracy, result)}</b> }]
                  : []),
                {
                  label: 'Latency',
                  value: (
                    <>
                      <b className="strong">{formatMs(picked.latencyMs)}</b> ms
                      <div className="muted">{picked.measured ? 'measured' : 'predicted'}</div>
                    </>
                  ),
                },
                { label: 'MACs', value: formatQuantity(architecture.macs) },
                { label: 'Params', value: formatQuantity(architecture.params) },
              ]}
            />
          </div>
          <StageBars layers={architecture.layers} />
          <p className="search-name mono" title={picked.name}>
            {picked.name}
          </p>
        </>
      )}
    </Panel>
  );
}

function StageBars({ layers }: { layers: Parameters<typeof stageShares>[0] }) {
  const shares = stageShares(layers);
  const largest = Math.max(...shares.map(({ share }) => share), 1e-9);
  return (
    <div>
      <h3 className="label search-stages-title">Share of its MACs, by stage</h3>
      <ul className="search-stages">
        {shares.map(({ stage, macs, share }) => (
          <li key={stage}>
            <span className="ellipsis">{stage.charAt(0).toUpperCase() + stage.slice(1)}</span>
            <span className="search-bar">
              <i style={{ width: `${(share / largest) * 100}%` }} />
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
