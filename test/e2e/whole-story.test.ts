import { test } from 'node:test';
import { AdbBench, withoutPhones } from '../devices/adb/adb-bench.ts';
import { needs } from '../helpers/requirements.ts';
import { tellWholeStory } from './whole-story.ts';

const missing = withoutPhones() || needs('unshare');

void test(
  'profile, measure, adapt, search, verify and export a phone whose cable is pulled in every step',
  { skip: missing },
  async (context) => {
    await tellWholeStory(await AdbBench.open(context), 'is pulled');
  },
);
