import type { SearchSummary } from '../../../preload/contract/search.ts';
import { DataTable } from '../../components/data-table.tsx';
import { Panel } from '../../components/panel.tsx';
import { formatCount, formatDateTime } from '../../state/format.ts';
import { useSearches } from '../../state/queries.ts';
import { parseAxisTitle } from '../../charts/axis-title.ts';

type PastSearchesPanelProps = { shown: string | null; onShow: (search: SearchSummary) => void };

/** Every search that the lab keeps, the newest first. */
export function PastSearchesPanel({ shown, onShow }: PastSearchesPanelProps) {
  const searches = useSearches();
  const rows = [...(searches.data ?? [])].sort((a, b) => b.createdAtMs - a.createdAtMs);
  return (
    <Panel
      grow
      title="Searches"
      note={rows.length > 0 ? `${formatCount(rows.length)} kept` : undefined}
      loading={searches.data === undefined && searches.error === null}
      error={searches.error}
      onRetry={() => void searches.refetch()}
      empty={rows.length === 0 ? 'No search is kept yet.' : undefined}
    >
      <DataTable
        caption="Searches, the newest first"
        columns={[
          { key: 'when', header: 'When', cell: (search) => formatDateTime(search.createdAtMs) },
          { key: 'target', header: 'Target', cell: (search) => <span className="search-clip">{search.target}</span> },
          {
            key: 'accuracy',
            header: 'Against',
            cell: (search) => <span className="search-clip">{parseAxisTitle(search.accuracyTitle).name}</span>,
          },
          { key: 'front', header: 'Front', align: 'right', cell: (search) => formatCount(search.frontSize) },
        ]}
        rows={rows}
        rowKey={(search) => search.id}
        selectedKey={shown}
        onSelect={onShow}
        height="100%"
      />
    </Panel>
  );
}
