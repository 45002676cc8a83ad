import { AdbBench } from '../devices/adb/adb-bench.ts';
import { tellWholeStory } from '../e2e/whole-story.ts';
import { withoutFakeDevices } from './campaigns-with-faults.ts';
import type { SoakProperty } from './soak-property.ts';

/** From a phone's profile to what is exported, in turn with the cable in and pulled in every step; the tests tell one of them. */
const stories: SoakProperty = {
  name: 'whole stories of a phone',
  soakInputs: 6,
  async check(count) {
    for (let told = 0; told < count; told++) {
      const endings: (() => unknown)[] = [];
      try {
        const bench = await AdbBench.open({ after: (end: () => unknown) => void endings.unshift(end) });
        await tellWholeStory(bench, told % 2 === 0 ? 'stays' : 'is pulled');
      } finally {
        for (const end of endings) await end();
      }
    }
  },
};

export const storyProperties: readonly SoakProperty[] = withoutFakeDevices === false ? [stories] : [];
