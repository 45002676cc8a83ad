import type { DatabaseSync } from 'node:sqlite';
import { LabError } from '../core/lab-error.ts';
import { firstLab } from './migrations/0001-first-lab.ts';
import { energy } from './migrations/0002-energy.ts';
import { costModels } from './migrations/0003-cost-models.ts';
import { boards } from './migrations/0004-boards.ts';
import { deviceProfiles } from './migrations/0005-device-profiles.ts';
import { measuredEnergy } from './migrations/0006-measured-energy.ts';
import { knownDevices } from './migrations/0007-known-devices.ts';
import { labels } from './migrations/0008-labels.ts';
import { searchReports } from './migrations/0009-search-reports.ts';

/** In the order in which they are applied; the position of the last one is the schema's version. Never edited once released. */
const migrations: readonly string[] = [
  firstLab,
  energy,
  costModels,
  boards,
  deviceProfiles,
  measuredEnergy,
  knownDevices,
  labels,
  searchReports,
];

/** Version of the schema that this program reads and writes. */
export const schemaVersion = migrations.length;

/** The version that the file has; throws `unsupported` where a newer program wrote it. */
export function readSchemaVersion(sqlite: DatabaseSync, file: string): number {
  const version = Number(sqlite.prepare('pragma user_version').get()?.['user_version']);
  if (version > schemaVersion) {
    throw new LabError({
      code: 'unsupported',
      message: `This lab was written by a newer version of ProxyLab and was left as it is.`,
      remedy: 'Open it with the newer version, or choose another folder with --lab.',
      details: `${file}: schema ${version}, this version knows ${schemaVersion}`,
    });
  }
  return version;
}

/** Brings the schema up to date, each step in its own transaction. */
export function migrate(sqlite: DatabaseSync, file: string): void {
  for (let version = readSchemaVersion(sqlite, file); version < schemaVersion; version++) {
    sqlite.exec('begin immediate');
    try {
      sqlite.exec(migrations[version] ?? '');
      sqlite.exec(`pragma user_version = ${version + 1}`);
      sqlite.exec('commit');
    } catch (error) {
      if (sqlite.isTransaction) sqlite.exec('rollback');
      throw error;
    }
  }
}
