import { useQuery } from '@tanstack/react-query';
import type { SearchResult } from '../../../preload/contract/search.ts';
import { ArchitectureGlyph } from '../../components/architecture-glyph.tsx';
import { DataTable } from '../../components/data-table.tsx';
import { Panel } from '../../components/panel.tsx';
import { architectureBars } from '../../state/architecture-bars.ts';
import { formatMs, formatPercent } from '../../state/format.ts';
import { useLab } from '../../state/lab-context.ts';
import { useSpaces } from '../../state/queries.ts';
import { architectureChoices } from './architecture-choices.ts';
import { roundAnswer } from './verify-round.ts';

/** What became of the picks that were measured on the device. */
export function VerifyPanel({ result, onPick }: { result: SearchResult; onPick: (name: string) => void }) {
  const lab = useLab();
  const genes = useSpaces().data?.find((space) => space.id === result.spaceId)?.genes;
  const round = useQuery({
    queryKey: ['verification', result.id],
    queryFn: ({ signal }) => lab.searches.verified({ searchId: result.id }, { signal }),
    staleTime: Infinity,
  });
  return (
    <Panel
      title="Verify round"
      note={round.data === undefined ? undefined : roundAnswer(round.data)}
      loading={round.data === undefined && round.error === null}
      error={round.error}
      onRetry={() => void round.refetch()}
      empty={round.data?.picks.length === 0 ? 'All of the front was measured before.' : undefined}
    >
      <DataTable
        caption="Picks that were measured on the device, fastest first"
        columns={[
          {
            key: 'pick',
            header: 'Pick',
            cell: ({ name }) => {
              const bars = genes === undefined ? [] : architectureBars(genes, architectureChoices(name, genes));
              return bars.length === 0 ? <span className="mono search-clip">{name}</span> : <ArchitectureGlyph bars={bars} label={name} />;
            },
          },
          { key: 'predicted', header: 'Pred. ms', align: 'right', cell: ({ predictedMs }) => formatMs(predictedMs) },
          {
            key: 'measured',
            header: 'Meas. ms',
            align: 'right',
            cell: ({ measuredMs }) => (measuredMs === null ? 'failed' : <b className="strong">{formatMs(measuredMs)}</b>),
          },
          {
            key: 'off',
            header: 'Off by',
            align: 'right',
            cell: ({ predictedMs, measuredMs }) => (measuredMs === null ? '' : formatPercent(measuredMs / predictedMs - 1, { digits: 0 })),
          },
          {
            key: 'front',
            header: 'Front',
            cell: ({ stays }) => <span className={stays ? '' : 'muted'}>{stays ? 'kept' : 'dropped'}</span>,
          },
        ]}
        rows={round.data?.picks ?? []}
        rowKey={({ name }) => name}
        onSelect={({ name }) => onPick(name)}
      />
    </Panel>
  );
}
