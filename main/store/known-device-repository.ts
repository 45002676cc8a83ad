import { brand, type DeviceId } from '../core/brand.ts';
import type { KnownDevices } from '../core/known-devices.ts';
import { allRows, type Database } from './database.ts';

interface KnownDeviceRow {
  id: string;
  name: string;
}

export function knownDeviceRepository(database: Database): KnownDevices {
  const list = database.prepare('select id, name from known_device');
  const remember = database.prepare('insert into known_device (id, name) values (?, ?) on conflict do update set name = excluded.name');
  const forget = database.prepare('delete from known_device where id = ?');

  return {
    list: () => database.read(() => allRows<KnownDeviceRow>(list).map(({ id, name }) => ({ id: brand<DeviceId>(id), name }))),
    remember: (id, name) => database.write(() => void remember.run(id, name)),
    forget: (id) => database.write(() => void forget.run(id)),
  };
}
