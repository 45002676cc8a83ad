import { Menu } from '@mantine/core';
import { ArrowUpRight, Columns2, Copy, Download, Ellipsis, PencilLine, Trash2 } from 'lucide-react';
import { Link } from 'wouter';
import { Button } from '../../components/button.tsx';
import { ErrorPanel } from '../../components/error-panel.tsx';
import { Icon } from '../../components/icon.tsx';
import { KeyValues } from '../../components/key-values.tsx';
import { Panel } from '../../components/panel.tsx';
import { kindWords, usersOf, type LibraryEntry } from './entries.ts';
import { EntryTags } from './entry-tags.tsx';
import { factsOf } from './facts.ts';
import { TableOrigin } from './table-origin.tsx';
import { keptBecause, useEntryActions } from './use-entry-actions.ts';

type EntryPanelProps = {
  entry: LibraryEntry;
  all: readonly LibraryEntry[];
  column: string | null;
  point: string | null;
  isCompared: boolean;
  onColumn: (column: string) => void;
  onPoint: (architecture: string | null) => void;
  onShow: (entry: LibraryEntry) => void;
  onRename: () => void;
  onCompare: () => void;
};

const openWords: Record<LibraryEntry['kind'], string> = {
  table: 'Open heatmap',
  profile: 'Open in Devices',
  model: 'Search with it',
  'cost-model': 'Open cost model',
  search: 'Open the front',
  campaign: 'Open in Measure',
};

/** One entry: what it is, where it is from, what was made of it, what can be done with it. */
export function EntryPanel({ entry, all, column, point, isCompared, onColumn, onPoint, onShow, onRename, onCompare }: EntryPanelProps) {
  const { exporting, remove } = useEntryActions();
  const users = usersOf(entry, all);
  const known = [...new Set(all.flatMap(({ tags }) => tags))];
  const off = keptBecause(entry);
  const single = entry.kind === 'table' && entry.of.columns.length < 2;
  return (
    <Panel
      title={entry.name}
      className="library-entry"
      tools={
        <Menu position="bottom-end" width={200}>
          <Menu.Target>
            <button type="button" className="icon-button icon-button-small" aria-label={`More for ${entry.name}`}>
              <Icon of={Ellipsis} size={14} />
            </button>
          </Menu.Target>
          <Menu.Dropdown>
            <Menu.Item leftSection={<Icon of={PencilLine} size={14} />} rightSection={<kbd>F2</kbd>} onClick={onRename}>
              Rename…
            </Menu.Item>
            <Menu.Item
              leftSection={<Icon of={Copy} size={14} />}
              onClick={() => void navigator.clipboard.writeText(`${location.origin}${location.pathname}${location.search}`)}
            >
              Copy the address
            </Menu.Item>
            <Menu.Item
              leftSection={<Icon of={Trash2} size={14} />}
              rightSection={<kbd>Del</kbd>}
              disabled={off !== undefined}
              onClick={() => remove(entry)}
            >
              {off ?? 'Delete'}
            </Menu.Item>
          </Menu.Dropdown>
        </Menu>
      }
    >
      <div className="library-details">
        <EntryTags key={entry.key} entry={entry} known={known} />
        {entry.kind === 'table' ? (
          <TableOrigin table={entry.of} column={column} point={point} onColumn={onColumn} onPoint={onPoint} />
        ) : (
          <section aria-label="Where it comes from">
            <h3 className="label">Where it comes from</h3>
            <KeyValues items={factsOf(entry)} />
          </section>
        )}
        {users.length > 0 && (
          <section aria-label="Goes with">
            <h3 className="label">{entry.kind === 'table' ? 'Used by' : 'Goes with'}</h3>
            <ul className="library-users small">
              {users.slice(0, 12).map((user) => (
                <li key={user.key}>
                  <button type="button" className="library-link" onClick={() => onShow(user)}>
                    {kindWords[user.kind]}: {user.name}
                  </button>
                </li>
              ))}
              {users.length > 12 && <li className="muted">and {users.length - 12} more</li>}
            </ul>
          </section>
        )}
        <div className="library-buttons">
          {entry.page !== null && (
            <Button small icon={ArrowUpRight} href={entry.page}>
              {single ? 'Search on it' : openWords[entry.kind]}
            </Button>
          )}
          <Button small icon={Columns2} onClick={onCompare}>
            {isCompared ? 'Do not compare' : 'Compare'}
          </Button>
          <Button small icon={Download} working={exporting.isPending} workingLabel="Exporting…" onClick={() => exporting.mutate(entry)}>
            {exportWords[entry.kind]}
          </Button>
        </div>
        {exporting.error !== null && <ErrorPanel error={exporting.error} inside onRetry={() => exporting.mutate(entry)} />}
        {entry.kind === 'table' && entry.of.columns.length > 0 && (
          <p className="muted small">
            Space {entry.of.spaceId}.{' '}
            {entry.page !== null && <Link href={`/adapt?table=${encodeURIComponent(entry.id)}`}>Adapt a device of it</Link>}
          </p>
        )}
      </div>
    </Panel>
  );
}

const exportWords: Record<LibraryEntry['kind'], string> = {
  table: 'Export CSV',
  profile: 'Export profile',
  model: 'Export model',
  'cost-model': 'Export model',
  search: 'Export CSV',
  campaign: 'Export CSV',
};
