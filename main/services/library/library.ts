import type { LibrarySubject } from '../../../preload/contract/library.ts';
import { brand } from '../../core/brand.ts';
import { invalidInput } from '../../core/lab-error.ts';
import type { Label } from '../../store/label-repository.ts';
import type { Store } from '../../store/open-store.ts';
import type { CampaignManager } from '../campaign-manager.ts';
import type { DeviceDirectory } from '../device-directory.ts';
import { os } from '../procedures.ts';
import { columnOrigin, pointOrigin } from './origin.ts';

interface LibraryContext {
  readonly store: Store;
  readonly campaigns: CampaignManager;
  readonly devices: DeviceDirectory;
}

/** What a lab keeps, whatever it is: names, tags, removal, and where each number comes from. */
export function libraryProcedures({ store, campaigns, devices }: LibraryContext) {
  function requireKnown({ kind, id }: LibrarySubject): void {
    switch (kind) {
      case 'table':
        return void store.tables.summary(id);
      case 'profile':
        return void store.profiles.document(brand(id));
      case 'model':
        return void store.models.get(brand(id));
      case 'cost-model':
        return void store.costModels.get(brand(id));
      case 'search':
        return void store.searches.get(brand(id));
      case 'campaign':
        return void store.campaigns.get(brand(id));
    }
  }

  function rename({ kind, id }: LibrarySubject, name: string): LibrarySubject {
    switch (kind) {
      case 'table':
        if (name === id) break;
        requireAtRest(id);
        store.tables.rename(id, name);
        campaigns.readAnew();
        return { kind, id: name };
      case 'model':
        store.models.rename(brand(id), name);
        break;
      case 'cost-model':
        store.costModels.rename(brand(id), name);
        break;
      default:
        requireKnown({ kind, id });
        store.labels.put({ ...store.labels.get(kind, id), name });
    }
    return { kind, id };
  }

  function remove({ kind, id }: LibrarySubject): void {
    switch (kind) {
      case 'table':
        requireUnused(id);
        store.tables.remove(id);
        break;
      case 'profile':
        requireImported(id);
        store.profiles.remove(brand(id));
        break;
      case 'model':
        store.models.remove(brand(id));
        break;
      case 'cost-model':
        store.costModels.remove(brand(id));
        break;
      case 'search':
        store.searches.remove(brand(id));
        break;
      case 'campaign':
        campaigns.remove(id);
        break;
    }
    store.labels.put({ kind, id, name: null, tags: [] });
  }

  /** What goes on would make the table anew, under its old name. */
  function requireUnused(table: string): void {
    const running = store.campaigns.list().some(({ spec, state }) => state === 'running' && spec.table === table);
    if (running) throw invalidInput(`A campaign measures into “${table}”.`, 'Wait until it has ended, or pause it.');
  }

  /** Profiles find their tables by name. */
  function requireAtRest(table: string): void {
    requireUnused(table);
    if (!table.startsWith('profiles-')) return;
    throw invalidInput(`“${table}” collects device profiles, which go by this name.`, 'Export it and import it under another name.');
  }

  function requireImported(id: string): void {
    const profile = store.profiles.list().find((one) => one.id === id);
    if (profile === undefined || profile.deviceId === null) return;
    throw invalidInput(`The profile of ${profile.name} is made of what this lab measured.`, 'Remove those campaigns instead.');
  }

  return os.library.router({
    labels: os.library.labels.handler(() => store.labels.list().map(toContract)),
    rename: os.library.rename.handler(({ input: { name, ...subject } }) => rename(subject, name)),
    tag: os.library.tag.handler(({ input: { tags, ...subject } }) => {
      requireKnown(subject);
      const label = { ...store.labels.get(subject.kind, subject.id), tags: [...new Set(tags)] };
      store.labels.put(label);
      return label;
    }),
    remove: os.library.remove.handler(({ input }) => {
      remove(input);
      return {};
    }),
    column: os.library.column.handler(({ input }) => columnOrigin(store, devices, input)),
    point: os.library.point.handler(({ input }) => pointOrigin(store, campaigns, input)),
  });
}

function toContract({ tags, ...label }: Label) {
  return { ...label, tags: [...tags] };
}
