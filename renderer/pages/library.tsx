import { TextInput } from '@mantine/core';
import { Columns2, Download, Search, Upload, X } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { useSearchParams } from 'wouter';
import type { LibraryKind } from '../../preload/contract/library.ts';
import { Button } from '../components/button.tsx';
import { ErrorPanel } from '../components/error-panel.tsx';
import { Icon } from '../components/icon.tsx';
import { IconButton } from '../components/icon-button.tsx';
import { Page } from '../components/page.tsx';
import { Segmented } from '../components/segmented.tsx';
import { Skeleton } from '../components/skeleton.tsx';
import { incomingTypes, useIncoming } from '../frame/incoming/incoming-provider.tsx';
import { formatCount, plural } from '../state/format.ts';
import { useRemembered } from '../state/remembered.ts';
import { CompareDialog } from './library/compare-dialog.tsx';
import { EmptyLibrary } from './library/empty-library.tsx';
import type { LibraryEntry } from './library/entries.ts';
import { EntryPanel } from './library/entry-panel.tsx';
import { filtersOf, found, listed } from './library/filters.ts';
import { LibraryList } from './library/library-list.tsx';
import { NameDialog } from './library/name-dialog.tsx';
import { useLibrary } from './library/queries.ts';
import { keptBecause, useEntryActions } from './library/use-entry-actions.ts';
import '../components/panel.css';
import './library.css';

const kinds: readonly { value: LibraryKind | 'all'; word: string }[] = [
  { value: 'all', word: 'All' },
  { value: 'table', word: 'Tables' },
  { value: 'profile', word: 'Profiles' },
  { value: 'model', word: 'Models' },
  { value: 'cost-model', word: 'Cost models' },
  { value: 'search', word: 'Searches' },
  { value: 'campaign', word: 'Campaigns' },
];

/**
 * What have I, where is it from? The address names what is shown: `?show=table:phones&column=…&point=…`, `?compare=` names what is compared,
 * `?kind=&find=&sort=` are the filters, which are remembered.
 */
export function LibraryPage() {
  const [params, setParams] = useSearchParams();
  useRemembered('library', ['kind', 'find', 'sort']);
  const { entries, error, refetch } = useLibrary();
  const { exporting, remove } = useEntryActions();
  const [renamed, setRenamed] = useState<LibraryEntry | null>(null);
  const take = useIncoming();
  const chooser = useRef<HTMLInputElement>(null);
  const finder = useRef<HTMLInputElement>(null);
  useFindKey(finder);

  const change = (values: Record<string, string | null>, replace = true): void =>
    setParams(
      (old) => {
        const next = new URLSearchParams(old);
        for (const [name, value] of Object.entries(values)) {
          if (value === null || value === '') next.delete(name);
          else next.set(name, value);
        }
        return next;
      },
      { replace },
    );
  const filters = filtersOf(params);
  const matching = found(entries ?? [], filters);
  const rows = listed(matching, filters);
  const selected = entries?.find(({ key }) => key === params.get('show')) ?? (params.has('show') ? undefined : rows[0]);
  const compared = (params.get('compare')?.split('\n') ?? []).flatMap((key) => entries?.find((entry) => entry.key === key) ?? []);
  const show = ({ key }: { key: string }): void => change({ show: key, column: null, point: null }, false);
  const compare = (entry: LibraryEntry): void => {
    const others = compared.filter(({ key }) => key !== entry.key);
    const next = others.length < compared.length ? others : [...compared, entry];
    change({ compare: next.map(({ key }) => key).join('\n'), comparing: next.length < 2 ? null : params.get('comparing') });
  };

  return (
    <Page
      title="Library"
      question="What do I have, and where did each number come from?"
      actions={
        <>
          <Button
            icon={Download}
            off={selected === undefined ? 'Nothing to export' : undefined}
            working={exporting.isPending}
            workingLabel="Exporting…"
            onClick={() => selected !== undefined && exporting.mutate(selected)}
          >
            Export
          </Button>
          <Button kind="primary" icon={Upload} onClick={() => chooser.current?.click()}>
            Import
          </Button>
          <input
            ref={chooser}
            type="file"
            hidden
            multiple
            aria-label="Files to import"
            accept={incomingTypes}
            onChange={(event) => {
              void take([...(event.currentTarget.files ?? [])]);
              event.currentTarget.value = '';
            }}
          />
        </>
      }
    >
      {exporting.error !== null && <ErrorPanel error={exporting.error} />}
      {body()}
      {renamed !== null && (
        <NameDialog key={renamed.key} entry={renamed} onClose={() => setRenamed(null)} onRenamed={(key) => change({ show: key })} />
      )}
      {params.has('comparing') && compared.length > 1 && (
        <CompareDialog entries={compared} onClose={() => change({ comparing: null })} onDrop={compare} />
      )}
    </Page>
  );

  function body() {
    if (error !== null) return <ErrorPanel error={error} onRetry={refetch} />;
    if (entries === undefined) return <Skeleton label="Library: loading" />;
    if (entries.length === 0)
      return <EmptyLibrary onImport={() => chooser.current?.click()} onOpened={({ name }) => show({ key: `table:${name}` })} />;
    return (
      <div className="library-layout">
        <section className="panel library-list" aria-label="Everything kept">
          <div className="library-filters">
            <TextInput
              ref={finder}
              className="library-find"
              aria-label="Find by name, device, tag"
              placeholder="Find by name, device, tag"
              leftSection={<Icon of={Search} size={14} />}
              rightSection={filters.find !== '' && <IconButton icon={X} label="Find everything" onClick={() => change({ find: null })} />}
              value={filters.find}
              onChange={(event) => change({ find: event.currentTarget.value })}
            />
            <Segmented
              label="Kind"
              value={filters.kind}
              options={kinds
                .filter(({ value }) => value === 'all' || value === filters.kind || entries.some(({ kind }) => kind === value))
                .map(({ value, word }) => ({
                  value,
                  label: `${word} ${formatCount(matching.filter(({ kind }) => value === 'all' || kind === value).length)}`,
                }))}
              onChange={(kind) => change({ kind: kind === 'all' ? null : kind })}
            />
          </div>
          {compared.length > 0 && (
            <div className="library-comparing" role="status">
              <span>
                {compared.length === 1
                  ? `${compared[0]!.name} is to be compared: pick another.`
                  : `${plural(compared.length, 'entry', 'entries')} to compare`}
              </span>
              <Button small icon={Columns2} off={compared.length < 2 ? 'Needs two' : undefined} onClick={() => change({ comparing: 'on' })}>
                Compare {formatCount(compared.length)}
              </Button>
              <Button small kind="quiet" onClick={() => change({ compare: null, comparing: null })}>
                None
              </Button>
            </div>
          )}
          <div className="library-rows">
            {rows.length === 0 ? (
              <div className="panel-empty">
                Nothing here is called like that.
                <Button small onClick={() => change({ find: null, kind: null })}>
                  Show everything
                </Button>
              </div>
            ) : (
              <LibraryList
                entries={rows}
                selectedKey={selected?.key ?? null}
                compared={new Set(compared.map(({ key }) => key))}
                sort={filters.sort}
                onSort={(sort) => change({ sort: sort === 'latest' ? null : sort })}
                onSelect={show}
                keys={{
                  F2: setRenamed,
                  c: compare,
                  Delete: (entry) => {
                    if (keptBecause(entry) === undefined) remove(entry);
                  },
                }}
              />
            )}
          </div>
          <p className="library-drop small secondary">
            Drop latency tables (CSV, CSV.GZ), device profiles, models or ONNX files anywhere in the window to import them
          </p>
        </section>
        {selected === undefined ? (
          <section className="panel library-entry" aria-label="Picked">
            <div className="panel-empty">
              {params.has('show') ? 'What the address names is not in this lab.' : 'Pick an entry to see where it comes from.'}
            </div>
          </section>
        ) : (
          <EntryPanel
            entry={selected}
            all={entries}
            column={params.get('column')}
            point={params.get('point')}
            isCompared={compared.some(({ key }) => key === selected.key)}
            onColumn={(column) => change({ show: selected.key, column, point: null })}
            onPoint={(point) => change({ show: selected.key, point }, point === null)}
            onShow={show}
            onRename={() => setRenamed(selected)}
            onCompare={() => compare(selected)}
          />
        )}
      </div>
    );
  }
}

/** `/` puts the cursor into the field that finds. */
function useFindKey(finder: { readonly current: HTMLInputElement | null }): void {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent): void => {
      const typing = event.target instanceof HTMLElement && ['INPUT', 'TEXTAREA', 'SELECT'].includes(event.target.tagName);
      if (event.key !== '/' || typing || event.ctrlKey || event.metaKey || event.altKey || finder.current === null) return;
      event.preventDefault();
      finder.current.focus();
      finder.current.select();
    };
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, [finder]);
}
