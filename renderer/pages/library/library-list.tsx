import { ArrowDown, ArrowUp } from 'lucide-react';
import { DataTable } from '../../components/data-table.tsx';
import { Icon } from '../../components/icon.tsx';
import { Tag } from '../../components/tag.tsx';
import { formatDay } from '../../state/format.ts';
import { kindIcons } from './entry-icon.ts';
import { kindWords, type LibraryEntry } from './entries.ts';
import type { Sort } from './filters.ts';

type LibraryListProps = {
  entries: readonly LibraryEntry[];
  selectedKey: string | null;
  compared: ReadonlySet<string>;
  /** What keys do to the row that has the focus. */
  keys: Readonly<Record<string, (entry: LibraryEntry) => void>>;
  sort: Sort;
  onSort: (sort: Sort) => void;
  onSelect: (entry: LibraryEntry) => void;
};

/** What was found, a line each. */
export function LibraryList({ entries, selectedKey, compared, keys, sort, onSort, onSelect }: LibraryListProps) {
  const sortable = (by: Sort, word: string, order: 'ascending' | 'descending') => ({
    sorted: by === sort ? order : undefined,
    header: (
      <button type="button" className="library-sort" onClick={() => onSort(by)}>
        {word}
        {by === sort && <Icon of={order === 'ascending' ? ArrowUp : ArrowDown} size={11} />}
      </button>
    ),
  });
  return (
    <DataTable<LibraryEntry>
      caption="What the lab keeps"
      rows={entries}
      rowKey={({ key }) => key}
      selectedKey={selectedKey}
      onSelect={onSelect}
      rowKeys={keys}
      rowHeight={34}
      height="100%"
      columns={[
        {
          key: 'name',
          ...sortable('name', 'Name', 'ascending'),
          cell: ({ kind, key, name, tags }) => (
            <span className="library-name">
              <Icon of={kindIcons[kind]} className="muted" />
              <span className="ellipsis strong-name" title={name}>
                {name}
              </span>
              {tags.map((tag) => (
                <Tag key={tag} tone="muted">
                  {tag}
                </Tag>
              ))}
              {compared.has(key) && <Tag tone="accent">compared</Tag>}
            </span>
          ),
        },
        { key: 'kind', ...sortable('kind', 'Kind', 'ascending'), cell: ({ kind }) => <span className="secondary">{kindWords[kind]}</span> },
        {
          key: 'contents',
          header: 'Contents',
          cell: ({ contents }) => (
            <span className="library-clip" title={contents}>
              {contents}
            </span>
          ),
        },
        {
          key: 'from',
          header: 'Comes from',
          cell: ({ from }) => (
            <span className="library-clip secondary" title={from}>
              {from}
            </span>
          ),
        },
        {
          key: 'changed',
          ...sortable('latest', 'Changed', 'descending'),
          cell: ({ changedAtMs }) => <span className="secondary">{formatDay(changedAtMs)}</span>,
        },
        { key: 'note', header: 'Note', cell: ({ note }) => note !== null && <Tag tone={note.tone}>{note.word}</Tag> },
      ]}
    />
  );
}
