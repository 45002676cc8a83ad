import { useQuery } from '@tanstack/react-query';
import type { SearchResult } from '../../../preload/contract/search.ts';
import type { Candidate } from '../../charts/candidate.ts';
import { ErrorPanel } from '../../components/error-panel.tsx';
import { KeyValues } from '../../components/key-values.tsx';
import { Skeleton } from '../../components/skeleton.tsx';
import { formatMs, formatQuantity } from '../../state/format.ts';
import { useLab } from '../../state/lab-context.ts';
import { useSpaces } from '../../state/queries.ts';
import { CellGraph } from './cell-graph.tsx';
import { scoreText } from './search-answer.ts';
import { StageBars } from './stage-bars.tsx';
import { stageBlocks } from './stage-blocks.ts';
import { StageDrawing } from './stage-drawing.tsx';

type ArchitectureCardProps = { result: SearchResult; candidate: Candidate };

/** An architecture: its drawing, its figures, and where its time goes. */
export function ArchitectureCard({ result, candidate }: ArchitectureCardProps) {
  const lab = useLab();
  const spaces = useSpaces();
  const { name } = candidate;
  const detail = useQuery({
    queryKey: ['architecture', result.spaceId, name],
    queryFn: ({ signal }) => lab.spaces.architecture({ spaceId: result.spaceId, name }, { signal }),
    staleTime: Infinity,
  });
  const times = useQuery({
    queryKey: ['stage times', result.id, name],
    queryFn: ({ signal }) => lab.searches.stageTimes({ searchId: result.id, name }, { signal }),
    staleTime: Infinity,
  });
  if (detail.error !== null) return <ErrorPanel error={detail.error} inside onRetry={() => void detail.refetch()} />;
  const architecture = detail.data;
  if (architecture === undefined) return <Skeleton label={`${name}: loading`} />;
  const genes = spaces.data?.find((space) => space.id === result.spaceId)?.genes ?? [];
  const stages = stageBlocks(genes, architecture.choices);
  const isCell = result.spaceId === 'nas-bench-201';
  return (
    <>
      <div className={isCell ? 'search-picked' : 'search-picked search-picked-stacked'}>
        {isCell && <CellGraph operations={architecture.choices} />}
        {!isCell && stages.length > 0 && <StageDrawing stages={stages} />}
        <KeyValues
          items={[
            ...(result.accuracyMeasured
              ? [{ label: 'Acc.', value: <b className="strong">{scoreText(candidate.accuracy, result)}</b> }]
              : []),
            {
              label: 'Latency',
              value: (
                <>
                  <b className="strong">{formatMs(candidate.latencyMs)}</b> ms
                  <div className="muted">{candidate.measured ? 'measured' : 'predicted'}</div>
                </>
              ),
            },
            { label: 'MACs', value: formatQuantity(architecture.macs) },
            { label: 'Params', value: formatQuantity(architecture.params) },
          ]}
        />
      </div>
      <StageBars layers={architecture.layers} times={times.data ?? null} />
      <p className="search-name mono" title={name}>
        {name}
      </p>
    </>
  );
}
