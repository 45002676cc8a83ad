import type { DeviceId, ProfileId } from '../core/brand.ts';
import { LabError } from '../core/lab-error.ts';
import { allRows, type Database, firstRow } from './database.ts';

/** What lists show of a profile. */
export interface StoredProfile {
  readonly id: ProfileId;
  /** Device of this lab that it is of; null: another lab's. */
  readonly deviceId: DeviceId | null;
  readonly name: string;
  /** Further members, as JSON. */
  readonly about: unknown;
  /** Milliseconds since 1970. */
  readonly changedAtMs: number;
}

/** Device profiles by id. A profile that is not there: `not-found`. */
export interface ProfileRepository {
  /** Adds a profile or puts it in the place of the one with its id. */
  put(profile: StoredProfile, document: unknown): void;
  /** By name. */
  list(): readonly StoredProfile[];
  ofDevice(deviceId: DeviceId): StoredProfile | null;
  document(id: ProfileId): unknown;
  remove(id: ProfileId): void;
}

interface ProfileRow {
  id: string;
  device_id: string | null;
  summary: string;
  changed_at_ms: number;
}

export function profileRepository(database: Database): ProfileRepository {
  const put = database.prepare(
    `insert into device_profile (id, device_id, summary, document, changed_at_ms) values (?, ?, ?, ?, ?)
     on conflict (id) do update set device_id = excluded.device_id, summary = excluded.summary, document = excluded.document,
       changed_at_ms = excluded.changed_at_ms`,
  );
  const columns = 'id, device_id, summary, changed_at_ms';
  const list = database.prepare(`select ${columns} from device_profile order by summary ->> 'name', id`);
  const findDevice = database.prepare(`select ${columns} from device_profile where device_id = ?`);
  const findDocument = database.prepare('select document from device_profile where id = ?');
  const remove = database.prepare('delete from device_profile where id = ?');
  const notFound = (id: string) =>
    new LabError({
      code: 'not-found',
      message: `There is no device profile “${id}” in this lab.`,
      remedy: 'List the profiles to see their ids: proxylab profiles.',
    });

  return {
    put: ({ id, deviceId, name, about, changedAtMs }, document) =>
      database.write(() => void put.run(id, deviceId, JSON.stringify({ name, about }), JSON.stringify(document), changedAtMs)),
    list: () => database.read(() => allRows<ProfileRow>(list).map(toProfile)),
    ofDevice: (deviceId) =>
      database.read(() => {
        const row = firstRow<ProfileRow>(findDevice, deviceId);
        return row ? toProfile(row) : null;
      }),
    document: (id) =>
      database.read(() => {
        const row = firstRow<{ document: string }>(findDocument, id);
        if (!row) throw notFound(id);
        return JSON.parse(row.document) as unknown;
      }),
    remove: (id) =>
      database.write(() => {
        if (remove.run(id).changes === 0) throw notFound(id);
      }),
  };
}

function toProfile({ id, device_id, summary, changed_at_ms }: ProfileRow): StoredProfile {
  const { name, about } = JSON.parse(summary) as Pick<StoredProfile, 'name' | 'about'>;
  return { id: id as ProfileId, deviceId: device_id as DeviceId | null, name, about, changedAtMs: changed_at_ms };
}
