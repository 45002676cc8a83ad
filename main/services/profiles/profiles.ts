import { printDeviceProfile, readDeviceProfile } from '../../formats/device-profile.ts';
import { requireFolder, shareProfile } from '../../formats/profile-folder.ts';
import type { Store } from '../../store/open-store.ts';
import { sourceOf } from '../latency-table-choice.ts';
import { os } from '../procedures.ts';
import { collectProfiles } from './collect-profiles.ts';
import type { DeviceProfiles } from './device-profiles.ts';

interface ProfileContext {
  readonly profiles: DeviceProfiles;
  readonly store: Store;
}

/** Device profiles: measure, keep, export, import, share, collect. */
export function profileProcedures({ profiles, store }: ProfileContext) {
  return os.profiles.router({
    list: os.profiles.list.handler(() => profiles.list()),
    measure: os.profiles.measure.handler(async ({ input }) => ({ campaign: await profiles.measure(input) })),
    save: os.profiles.save.handler(({ input }) => profiles.save(input.deviceId)),
    export: os.profiles.export.handler(async ({ input }) => {
      const { samples } = input;
      const profile = 'table' in input ? await profiles.ofTable(input.table, samples) : await profiles.get(input.device, { samples });
      return new Blob([printDeviceProfile(profile)], { type: 'application/json' });
    }),
    import: os.profiles.import.handler(async ({ input }) => {
      const source = sourceOf(input.source);
      const { summary, added, known, leftOut } = await profiles.take(await readDeviceProfile(source), source.name);
      return { profile: summary, added, known, leftOut };
    }),
    remove: os.profiles.remove.handler(({ input }) => {
      profiles.remove(input.profileId);
      return {};
    }),
    share: os.profiles.share.handler(async ({ input: { folder } }) => {
      await requireFolder(folder);
      const own = await profiles.own();
      const files = [];
      for (const { profile } of own) {
        if (profile === null) continue;
        const latencies = profile.sets.reduce((sum, set) => sum + set.latencies.length, 0);
        files.push({ ...(await shareProfile(folder, profile)), device: profile.name, latencies });
      }
      const skipped = own.flatMap(({ device, profile, reason }) => (profile === null ? [{ device, reason }] : []));
      return { folder, files, skipped };
    }),
    collect: os.profiles.collect.handler(({ input, signal }) => collectProfiles(profiles, store.tables, input.folder, signal)),
  });
}
