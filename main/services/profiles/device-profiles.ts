import { randomBytes } from 'node:crypto';
import type { z } from 'zod';
import type { Campaign } from '../../../preload/contract/campaign.ts';
import { type DeviceProfile, deviceProfileFormat, deviceProfileVersion } from '../../../preload/contract/device-profile.ts';
import type { LeftOut, ProfileColumn, profileRequest, ProfileSummary } from '../../../preload/contract/profile.ts';
import { brand, type DeviceId, type ProfileId } from '../../core/brand.ts';
import { invalidInput, isLabError, LabError } from '../../core/lab-error.ts';
import { profileSetKey } from '../../formats/device-profile.ts';
import { type MergedProfile, mergeProfiles } from '../../formats/merge-profiles.ts';
import type { SignatureSetFile } from '../../formats/signature-set.ts';
import type { Store } from '../../store/open-store.ts';
import type { StoredProfile } from '../../store/profile-repository.ts';
import type { CampaignManager } from '../campaign-manager.ts';
import { campaignSpec } from '../campaign-spec.ts';
import { campaignRuntime } from '../campaign-runtime.ts';
import type { DeviceDirectory } from '../device-directory.ts';
import type { DeviceUse } from '../device-use.ts';
import { ownSets, profileConditions } from './own-sets.ts';
import { profileColumnName, profileColumnOf, profileTable, writeToTables } from './profile-tables.ts';
import { publicDevice } from './public-hardware.ts';

export interface DeviceProfilesParts {
  readonly store: Store;
  readonly campaigns: CampaignManager;
  readonly devices: DeviceDirectory;
  readonly deviceUse: DeviceUse;
  readonly signatures: () => Promise<readonly SignatureSetFile[]>;
  /** Named in the profiles that this lab writes. */
  readonly program: string;
  readonly clock: () => number;
}

/** Which of a device's latencies a profile holds. */
export interface ProfileExtent {
  readonly table?: string;
  readonly samples?: boolean;
}

/** What is kept with a profile for lists, and of a device of this lab instead of its latencies, which the campaigns have. */
type About = Pick<ProfileSummary, 'kind' | 'processorModel' | 'operatingSystem' | 'columns'>;
type Hardware = DeviceProfile['hardware'];

/** The device profiles of a lab: of its own devices, made of what its campaigns measured, and imported ones. */
export class DeviceProfiles {
  readonly #parts: DeviceProfilesParts;

  constructor(parts: DeviceProfilesParts) {
    this.#parts = parts;
  }

  list(): ProfileSummary[] {
    return this.#parts.store.profiles.list().map(toSummary);
  }

  /** Measures what the device lacks of the space's signature set; null where it lacks nothing. */
  async measure(request: z.output<typeof profileRequest>): Promise<Campaign | null> {
    const { campaigns, devices, deviceUse, store, clock } = this.#parts;
    const signature = (await this.#parts.signatures()).find(({ spaceId }) => spaceId === request.spaceId);
    if (signature === undefined)
      throw invalidInput(`There is no signature set of “${request.spaceId}”.`, 'Choose one of the search spaces.');
    const device = await devices.connect(request.deviceId);
    const stored = await this.#described(device.id);
    const architectures = [...signature.networks];
    const description = await device.describe();
    const runtime = await campaignRuntime(request, device, description, deviceUse);
    const { conditions } = campaignSpec({ ...request, architectures }, description, runtime, clock());
    const aim = { spaceId: request.spaceId, conditions: profileConditions(conditions) };
    const [table, column] = [profileTable(aim), profileColumnName(stored, aim)];
    const begun = store.campaigns
      .list()
      .find(({ spec, state }) => (state === 'paused' || state === 'failed') && spec.table === table && spec.column === column);
    if (begun) return await campaigns.resume(begun.id);
    const known = (await this.#own(stored, {}))?.sets.find((set) => profileSetKey(set) === profileSetKey(aim));
    const measured = new Set(known?.latencies.map(({ architecture }) => architecture));
    const missing = architectures.filter((name) => !measured.has(name));
    return missing.length === 0 ? null : await campaigns.start({ ...request, architectures: missing, table, column });
  }

  /** Keeps what was measured on a device of this lab as its profile, and puts it beside the others in the tables of profiles. */
  async save(deviceId: string): Promise<ProfileSummary> {
    const stored = await this.#described(brand<DeviceId>(deviceId));
    const profile = await this.#own(stored, {});
    if (profile === null) throw nothingMeasured(stored.name);
    this.#keep(profile, stored.deviceId, { hardware: profile.hardware });
    return this.#summary(stored.id);
  }

  /** The profile of a device of this lab or an imported one, by device id, profile id or name. */
  async get(device: string, extent: ProfileExtent = {}): Promise<DeviceProfile> {
    const stored = this.#find(device) ?? (await this.#described(brand<DeviceId>(device)));
    const profile = stored.deviceId === null ? this.#imported(stored.id) : await this.#own(stored, extent);
    if (profile === null) throw nothingMeasured(stored.name);
    return profile;
  }

  /** The profile of the one device that was measured in a table, with nothing but what that table has. */
  async ofTable(table: string, samples: boolean): Promise<DeviceProfile> {
    const { columns } = this.#parts.store.tables.summary(table);
    const devices = new Set(columns.flatMap(({ conditions }) => (conditions === null ? [] : [conditions.deviceId])));
    const [device] = devices;
    if (device !== undefined && devices.size === 1) return await this.get(device, { table, samples });
    throw invalidInput(
      devices.size === 0 ? `Nothing in “${table}” was measured in this lab.` : `“${table}” was measured on several devices.`,
      devices.size === 0 ? 'Export it as CSV.' : `Export one of ${[...devices].join(', ')}, or the table as CSV.`,
    );
  }

  /** Profiles of all devices that this lab has measured anything on; a reason where there is none. */
  async own(): Promise<{ readonly device: string; readonly profile: DeviceProfile | null; readonly reason: string }[]> {
    const { store, devices } = this.#parts;
    const known = store.profiles.list().flatMap(({ deviceId }) => deviceId ?? []);
    const measured = store.campaigns.list().map(({ spec }) => spec.conditions.deviceId);
    const found = [];
    for (const deviceId of new Set([...known, ...measured])) {
      try {
        const stored = store.profiles.ofDevice(deviceId) ?? (await this.#described(deviceId));
        const profile = await this.#own(stored, {});
        if (profile !== null) this.#keep(profile, deviceId, { hardware: profile.hardware });
        found.push({ device: stored.name, profile, reason: profile === null ? 'nothing of a search space was measured on it' : '' });
      } catch (error) {
        if (!isLabError(error)) throw error;
        found.push({ device: devices.nameOf(deviceId), profile: null, reason: `${error.message} ${error.remedy}`.trim() });
      }
    }
    return found;
  }

  /** What the lab has of the device with a profile's id: measured itself or imported; null: nothing. */
  async known(id: string): Promise<{ readonly profile: DeviceProfile; readonly isOwn: boolean } | null> {
    const stored = this.#parts.store.profiles.list().find((one) => one.id === id);
    if (stored === undefined) return null;
    const profile = stored.deviceId === null ? this.#imported(stored.id) : await this.#own(stored, {});
    return profile === null ? null : { profile, isOwn: stored.deviceId !== null };
  }

  imported(): DeviceProfile[] {
    return this.#parts.store.profiles.list().flatMap(({ id, deviceId }) => (deviceId === null ? [this.#imported(id)] : []));
  }

  /** Takes over what is new in another lab's profile; what the lab has stays as it is. `file` names it in what is left out. */
  async take(
    profile: DeviceProfile,
    file: string,
  ): Promise<MergedProfile & { readonly leftOut: LeftOut[]; readonly summary: ProfileSummary }> {
    const known = await this.known(profile.id);
    const merged = known === null ? newcomer(profile) : mergeProfiles(known.profile, profile);
    if (known === null) this.#requireOwnColumns(profile);
    if (known?.isOwn !== true) this.#keep(merged.profile, null, merged.profile);
    const added = known?.isOwn === true ? 0 : merged.added; // what a device of this lab has is what this lab measured
    return { ...merged, added, leftOut: conflictsOf(merged, file), summary: this.#summary(brand<ProfileId>(profile.id)) };
  }

  remove(profileId: string): void {
    this.#parts.store.profiles.remove(brand<ProfileId>(profileId));
  }

  #keep(profile: DeviceProfile, deviceId: DeviceId | null, document: unknown): void {
    const { store, clock } = this.#parts;
    writeToTables(store.tables, profile, deviceId, clock());
    const columns = profile.sets.map((set) => profileColumnOf(profile, set));
    store.profiles.put(this.#record(profile, deviceId, columns), document);
  }

  #record(
    { id, name, hardware }: Pick<DeviceProfile, 'id' | 'name' | 'hardware'>,
    deviceId: DeviceId | null,
    columns: ProfileColumn[],
  ): StoredProfile {
    const { kind, processorModel, operatingSystem } = hardware;
    const about: About = { kind, processorModel, operatingSystem, columns };
    return { id: brand(id), deviceId, name, about, changedAtMs: this.#parts.clock() };
  }

  /** The record of a device of this lab, described anew where it can be reached; it gets its random id when it is first described. */
  async #described(deviceId: DeviceId): Promise<StoredProfile> {
    const { store, devices } = this.#parts;
    const stored = store.profiles.ofDevice(deviceId);
    try {
      const device = await devices.connect(deviceId);
      const { name, hardware } = publicDevice(await device.describe());
      const id = stored?.id ?? brand<ProfileId>(randomBytes(16).toString('hex'));
      const columns = stored === null ? [] : (stored.about as About).columns;
      const record = this.#record({ id, name: stored?.name ?? name, hardware }, device.id, columns);
      store.profiles.put(record, { hardware });
      return record;
    } catch (error) {
      if (stored !== null && isLabError(error)) return stored;
      throw error;
    }
  }

  async #own({ id, name, deviceId }: StoredProfile, { table, samples = false }: ProfileExtent): Promise<DeviceProfile | null> {
    const { store, signatures, program } = this.#parts;
    if (deviceId === null) return null;
    const only = table === undefined ? {} : { table };
    const sets = ownSets({ campaigns: store.campaigns, deviceId, signatures: await signatures(), samples, ...only });
    const timesMs = sets.flatMap(({ latencies }) => latencies.map(({ measuredAtMs }) => measuredAtMs));
    if (timesMs.length === 0) return null;
    const { hardware } = store.profiles.document(id) as { readonly hardware: Hardware };
    const firstMeasuredAtMs = timesMs.reduce((first, at) => Math.min(first, at));
    const lastMeasuredAtMs = timesMs.reduce((last, at) => Math.max(last, at));
    return {
      format: deviceProfileFormat,
      version: deviceProfileVersion,
      id,
      name,
      hardware,
      provenance: { program, firstMeasuredAtMs, lastMeasuredAtMs },
      sets,
    };
  }

  #imported(id: ProfileId): DeviceProfile {
    return this.#parts.store.profiles.document(id) as DeviceProfile;
  }

  /** Throws `invalid-input` where several devices have the name. */
  #find(device: string): StoredProfile | undefined {
    const stored = this.#parts.store.profiles.list();
    const exact = stored.find(({ id, deviceId }) => id === device || deviceId === device);
    const named = stored.filter(({ name }) => name === device);
    if (exact !== undefined || named.length <= 1) return exact ?? named[0];
    throw invalidInput(`Several devices are called “${device}”.`, `Give an id: ${named.map(({ id }) => id).join(', ')}.`);
  }

  #summary(id: ProfileId): ProfileSummary {
    return toSummary(this.#parts.store.profiles.list().find((one) => one.id === id)!);
  }

  /** Two devices with one name and the same beginning of their ids would share columns. */
  #requireOwnColumns(profile: DeviceProfile): void {
    const names = new Set(profile.sets.map((set) => profileColumnName(profile, set)));
    const rival = this.list().find(({ id, columns }) => id !== profile.id && columns.some(({ column }) => names.has(column)));
    if (rival === undefined) return;
    throw new LabError({
      code: 'already-exists',
      message: `The lab has another device called “${profile.name}” with nearly the same id.`,
      remedy: 'Ask whoever measured it whether the file was changed by hand.',
      details: `${rival.id} and ${profile.id}`,
    });
  }
}

/** What two values for the same are told as, a set at a time. */
export function conflictsOf({ profile, conflicts }: Pick<MergedProfile, 'profile' | 'conflicts'>, file: string): LeftOut[] {
  return [...new Set(conflicts.map(({ set }) => set))].map((set) => {
    const own = conflicts.filter((conflict) => conflict.set === set);
    const [{ keptMs, refusedMs }] = own as [(typeof own)[number]];
    return {
      file,
      reason: 'conflicting',
      device: profile.name,
      column: profileColumnName(profile, set),
      latencies: own.length,
      architectures: own.slice(0, shownArchitectures).map(({ architecture }) => architecture),
      detail: `The first is known as ${keptMs} ms and was kept; the file says ${refusedMs} ms.`,
    };
  });
}

/** Of those that were left out. */
export const shownArchitectures = 20;

function newcomer(profile: DeviceProfile): MergedProfile {
  return { profile, added: profile.sets.reduce((sum, { latencies }) => sum + latencies.length, 0), known: 0, conflicts: [] };
}

function toSummary({ id, deviceId, name, about, changedAtMs }: StoredProfile): ProfileSummary {
  return { id, deviceId, name, origin: deviceId === null ? 'imported' : 'own', ...(about as About), changedAtMs };
}

function nothingMeasured(name: string): LabError {
  return new LabError({
    code: 'not-found',
    message: `Nothing of a search space has been measured on “${name}”.`,
    remedy: 'Measure its signature set first: proxylab profile.',
  });
}
