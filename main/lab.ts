import { createRouterClient } from '@orpc/server';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { LabClient } from '../preload/contract/index.ts';
import { NetworkFolder } from './bench/network-folder.ts';
import { LabError } from './core/lab-error.ts';
import { AdbProvider } from './devices/adb/adb-provider.ts';
import { LocalProvider } from './devices/local/local-provider.ts';
import { runnerLauncher, type RunnerLauncher } from './devices/local/runner-launcher.ts';
import { KnownHosts } from './devices/ssh/known-hosts.ts';
import type { AskSecret, SecretStore } from './devices/ssh/secret-store.ts';
import { SshProvider } from './devices/ssh/ssh-provider.ts';
import { JobRegistry } from './jobs/job-registry.ts';
import { WorkerPool } from './jobs/worker-pool.ts';
import { CampaignManager } from './services/campaign-manager.ts';
import { campaignProcedures } from './services/campaigns.ts';
import { demoProcedures } from './services/demo/demo.ts';
import { adaptationProcedures } from './services/adaptation/adaptations.ts';
import { evaluationProcedures } from './services/evaluation/evaluations.ts';
import { costModelProcedures } from './services/cost-models/cost-models.ts';
import { costProcedures } from './services/costs.ts';
import { DeviceDirectory } from './services/device-directory.ts';
import { DeviceUse } from './services/device-use.ts';
import { DeviceWatch } from './services/device-watch.ts';
import { deviceProcedures } from './services/devices.ts';
import { jobProcedures } from './services/jobs.ts';
import { labProcedures, type LabSwitch } from './services/lab-info.ts';
import { libraryProcedures } from './services/library/library.ts';
import { modelProcedures } from './services/models.ts';
import { monotonicityProcedures } from './services/monotonicity.ts';
import { DeviceProfiles } from './services/profiles/device-profiles.ts';
import { profileProcedures } from './services/profiles/profiles.ts';
import { signatureSets } from './services/profiles/signature-sets.ts';
import { Saves } from './services/saves.ts';
import { SearchCheckpoints } from './services/search-checkpoints.ts';
import { searchProcedures } from './services/searches.ts';
import { signatureProcedures } from './services/signatures.ts';
import { spaceProcedures } from './services/spaces.ts';
import { tableProcedures } from './services/tables.ts';
import { lastSavedAtMs } from './store/last-saved.ts';
import { openStore } from './store/open-store.ts';
import { version } from './version.ts';

/** What a lab is opened with; everything else follows from it. */
export interface LabConfig {
  /** Holds the database, the local device's files and the reports; made if it does not exist. */
  readonly folder: string;
  /** How a benchmark runner is started on this computer; inside Electron it differs. */
  readonly launchRunner?: RunnerLauncher;
  /** The system's keychain; default: none, and passwords are not kept. */
  readonly secrets?: SecretStore | null;
  /** Asks the person at a terminal for a password. */
  readonly askSecret?: AskSecret | undefined;
  /** What a worker thread runs; default: the source, which Node.js runs as it is. */
  readonly workerEntry?: string;
  /** The files that come with the program; default: where they lie beside the sources. */
  readonly resourcesFolder?: string;
  /** Where the front can show another lab instead. */
  readonly labs?: LabSwitch;
}

const sourceWorkerEntry = join(import.meta.dirname, 'worker-thread.ts');

/** An open lab. Every front works through `router`, or through `client`, the same in this process. */
export type Lab = ReturnType<typeof openLab>;

/** Opens the lab in a folder. Throws what the store throws: `lab-in-use`, `permission-denied`, `disk-full`, `unsupported`. */
export function openLab({
  folder,
  launchRunner = runnerLauncher(),
  secrets = null,
  askSecret,
  workerEntry = sourceWorkerEntry,
  resourcesFolder = join(import.meta.dirname, '../resources'),
  labs,
}: LabConfig) {
  const clock = Date.now;
  const saves = new Saves(clock, lastSavedAtMs(folder) ?? clock());
  const store = openStore(folder, { holder: 'ProxyLab', onSaved: () => saves.note() });
  const jobs = new JobRegistry(clock);
  const pool = new WorkerPool(pathToFileURL(workerEntry));
  const boards = new SshProvider({
    boards: store.boards,
    knownHosts: new KnownHosts(join(folder, 'known_hosts')),
    secrets,
    askSecret,
    clock,
  });
  const phones = new AdbProvider();
  const computer = new LocalProvider({ folder: join(folder, 'device'), launcher: launchRunner });
  const devices = new DeviceDirectory([computer, phones, boards], store.knownDevices);
  const deviceUse = new DeviceUse();
  const watch = new DeviceWatch(devices, deviceUse);
  const networks = new NetworkFolder(join(folder, 'networks'));
  const campaigns = new CampaignManager({
    campaigns: store.campaigns,
    jobs,
    devices,
    deviceUse,
    networks,
    clock,
  });
  const profiles = new DeviceProfiles({
    store,
    campaigns,
    devices,
    deviceUse,
    signatures: signatureSets(resourcesFolder),
    program: `ProxyLab ${version}`,
    clock,
  });

  const science = {
    devices: deviceProcedures({ devices, deviceUse, watch, phones, boards }),
    profiles: profileProcedures({ profiles, store }),
    spaces: spaceProcedures(),
    campaigns: campaignProcedures({ campaigns }),
    tables: tableProcedures({ store, resourcesFolder }),
    monotonicity: monotonicityProcedures({ store }),
    models: modelProcedures({ store, jobs, clock }),
    adaptations: adaptationProcedures({ store, campaigns, jobs, pool, clock }),
    searches: searchProcedures({ store, campaigns, checkpoints: new SearchCheckpoints(join(folder, 'searches')), jobs, pool, clock }),
    evaluations: evaluationProcedures({ tables: store.tables, jobs, pool, clock }),
    signatures: signatureProcedures({ tables: store.tables, jobs, pool }),
    costs: costProcedures({ tables: store.tables, campaigns: store.campaigns }),
    costModels: costModelProcedures({ store, files: networks, jobs, pool, clock }),
    library: libraryProcedures({ store, campaigns, devices }),
  };
  const router = {
    ...science,
    lab: labProcedures({
      folder,
      version,
      saves,
      labs,
      isNew: () => store.tables.list().length === 0 && store.campaigns.list().length === 0,
    }),
    jobs: jobProcedures({ jobs }),
    demo: demoProcedures({ lab: createRouterClient(science), jobs, reportsFolder: join(folder, 'reports'), clock }),
  };
  const client: LabClient = createRouterClient(router);

  return {
    router,
    client,
    /** Stops jobs, keeps what they committed, and releases the folder. */
    async close(): Promise<void> {
      watch.close();
      await campaigns.close(); // paused, not cancelled: they can be resumed
      await jobs.close();
      await boards.close();
      saves.close();
      store.close();
    },
  };
}

/** What needs no lab folder: it works on files, also beside an open lab. */
export function openWithoutFolder() {
  const clock = Date.now;
  const jobs = new JobRegistry(clock);
  const pool = new WorkerPool(pathToFileURL(sourceWorkerEntry));
  const router = {
    jobs: jobProcedures({ jobs }),
    spaces: spaceProcedures(),
    evaluations: evaluationProcedures({ tables: noTables, jobs, pool, clock }),
    signatures: signatureProcedures({ tables: noTables, jobs, pool }),
    costs: costProcedures({ tables: noTables, campaigns: noCampaigns }),
  };
  const client: Pick<LabClient, keyof typeof router> = createRouterClient(router);
  return { client, close: () => jobs.close() };
}

const noTables = {
  get(name: string): never {
    throw new LabError({
      code: 'not-found',
      message: `There is no lab to find the table “${name}” in.`,
      remedy: 'Give the path of a file.',
    });
  },
};

const noCampaigns = { list: () => [], measurements: () => [] };
