import { accessSync, constants, existsSync, mkdirSync, rmSync, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { pathToFileURL } from 'node:url';
import type { BoardStore } from '../core/board.ts';
import type { KnownDevices } from '../core/known-devices.ts';
import { LabError } from '../core/lab-error.ts';
import { boardRepository } from './board-repository.ts';
import { type CampaignRepository, campaignRepository } from './campaign-repository.ts';
import { type CostModelRepository, costModelRepository } from './cost-model-repository.ts';
import { Database } from './database.ts';
import { knownDeviceRepository } from './known-device-repository.ts';
import { type LabelRepository, labelRepository } from './label-repository.ts';
import { takeLabLock } from './lab-lock.ts';
import { migrate, readSchemaVersion, schemaVersion } from './migrations.ts';
import { type ModelRepository, modelRepository } from './model-repository.ts';
import { type ProfileRepository, profileRepository } from './profile-repository.ts';
import { type SearchReportRepository, searchReportRepository } from './search-report-repository.ts';
import { type SearchRepository, searchRepository } from './search-repository.ts';
import { storeError } from './store-error.ts';
import { type TableRepository, tableRepository } from './table-repository.ts';

/** Memory for pages of the database, at most: with 64 MiB a table of a million architectures is stored in half the time of SQLite's usual 2. */
const cacheKib = 64 * 1024;

/** Everything that a lab keeps. Each call that writes is one transaction, on the disk when it returns. */
export interface Store {
  readonly campaigns: CampaignRepository;
  readonly tables: TableRepository;
  readonly models: ModelRepository;
  readonly costModels: CostModelRepository;
  readonly searches: SearchRepository;
  readonly searchReports: SearchReportRepository;
  readonly boards: BoardStore;
  readonly knownDevices: KnownDevices;
  readonly profiles: ProfileRepository;
  readonly labels: LabelRepository;
  close(): void;
}

export interface StoreOptions {
  /** Only look: takes no lock, changes nothing, works beside a program that writes; every write throws `permission-denied`. */
  readonly readOnly?: boolean;
  /** How this program is named to another one that finds the lab in use. */
  readonly holder?: string;
  /** Called after every transaction that writes. */
  readonly onSaved?: () => void;
}

/**
 * Opens the lab in `folder`, making it where it does not exist. Throws `lab-in-use`, `permission-denied`, `disk-full`,
 * `unsupported` (written by a newer version), `parse-failed` (damaged), and for `readOnly` `not-found`.
 */
export function openStore(
  folder: string,
  { readOnly = false, holder = basename(process.argv[1] ?? 'a program'), onSaved = () => {} }: StoreOptions = {},
): Store {
  return readOnly ? openForReading(folder) : openForWriting(folder, holder, onSaved);
}

function openForWriting(folder: string, holder: string, onSaved: () => void): Store {
  makeFolder(folder);
  const lock = takeLabLock(folder, holder);
  const file = join(folder, 'lab.db');
  const isNew = !existsSync(file);
  let sqlite: DatabaseSync | undefined;
  try {
    sqlite = new DatabaseSync(file, { timeout: 5000, enableForeignKeyConstraints: true });
    sqlite.exec(`pragma journal_mode = wal; pragma synchronous = full; pragma cache_size = -${cacheKib}`);
    migrate(sqlite, file);
    return store(sqlite, folder, () => lock.release(), onSaved);
  } catch (error) {
    const expected = storeError(error, folder);
    sqlite?.close();
    if (isNew) for (const suffix of ['', '-wal', '-shm', '-journal']) rmSync(file + suffix, { force: true });
    lock.release();
    throw expected;
  }
}

function openForReading(folder: string): Store {
  const file = join(folder, 'lab.db');
  if (!existsSync(file)) {
    throw new LabError({
      code: 'not-found',
      message: 'There is no lab in this folder.',
      remedy: 'Choose the folder with --lab.',
      details: folder,
    });
  }
  let sqlite: DatabaseSync | undefined;
  try {
    sqlite = connectForReading(file);
    if (readSchemaVersion(sqlite, file) < schemaVersion) {
      throw new LabError({
        code: 'unsupported',
        message: 'This lab was written by an older version of ProxyLab.',
        remedy: 'Open it once for writing: that brings it up to date.',
        details: file,
      });
    }
    return store(sqlite, folder, () => {});
  } catch (error) {
    sqlite?.close();
    throw storeError(error, folder);
  }
}

/** A folder that cannot be written to has no room for the files that readers share; a closed lab can be read without them. */
function connectForReading(file: string): DatabaseSync {
  const sqlite = new DatabaseSync(file, { readOnly: true, timeout: 5000 });
  try {
    sqlite.prepare('pragma user_version').get();
    return sqlite;
  } catch (error) {
    sqlite.close();
    if (existsSync(`${file}-wal`) && statSync(`${file}-wal`).size > 0) throw error;
    const location = pathToFileURL(file);
    location.searchParams.set('immutable', '1');
    return new DatabaseSync(location, { readOnly: true });
  }
}

function store(sqlite: DatabaseSync, folder: string, release: () => void, onSaved = (): void => {}): Store {
  const database = new Database(sqlite, folder, onSaved);
  const tables = tableRepository(database);
  return {
    tables,
    campaigns: campaignRepository(database),
    models: modelRepository(database),
    costModels: costModelRepository(database),
    searches: searchRepository(database),
    searchReports: searchReportRepository(database),
    boards: boardRepository(database),
    knownDevices: knownDeviceRepository(database),
    profiles: profileRepository(database),
    labels: labelRepository(database),
    close() {
      sqlite.close();
      release();
    },
  };
}

function makeFolder(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true });
  } catch (error) {
    throw storeError(isMissing(error) ? whyNotMade(folder, error) : error, folder);
  }
}

/** On read-only file systems Node reports the folder to be made as missing; the nearest folder that exists tells the reason. */
function whyNotMade(folder: string, error: unknown): unknown {
  try {
    accessSync(dirname(folder), constants.W_OK);
    return error;
  } catch (reason) {
    return isMissing(reason) && dirname(folder) !== folder ? whyNotMade(dirname(folder), error) : reason;
  }
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT';
}
