import type { LibraryKind } from '../../../preload/contract/library.ts';
import { compareNames } from '../../state/compare-names.ts';
import { kindWords, matches, type LibraryEntry } from './entries.ts';

/** What the list shows and in which order; in the address, and remembered. */
export type Filters = { kind: LibraryKind | 'all'; find: string; sort: Sort };

const sorts = ['latest', 'name', 'kind'] as const;
export type Sort = (typeof sorts)[number];

export function filtersOf(params: URLSearchParams): Filters {
  const kind = params.get('kind') ?? '';
  return {
    kind: kind in kindWords ? (kind as LibraryKind) : 'all',
    find: params.get('find') ?? '',
    sort: sorts.find((sort) => sort === params.get('sort')) ?? 'latest',
  };
}

/** The entries in question, whatever their kind; `kind` then chooses among them. */
export function found(entries: readonly LibraryEntry[], { find }: Filters): LibraryEntry[] {
  return entries.filter((entry) => matches(entry, find));
}

export function listed(entries: readonly LibraryEntry[], { kind, sort }: Filters): LibraryEntry[] {
  const shown = entries.filter((entry) => kind === 'all' || entry.kind === kind);
  switch (sort) {
    case 'latest':
      return shown;
    case 'name':
      return shown.sort((a, b) => compareNames(a.name, b.name));
    case 'kind':
      return shown.sort((a, b) => order.indexOf(a.kind) - order.indexOf(b.kind));
  }
}

const order = Object.keys(kindWords);
