import { test } from 'node:test';
import { withoutFakeDevices } from './campaigns-with-faults.ts';
import { deviceProperties } from './properties.ts';

/** Every kind of fault at least once. */
const testedCampaigns = 20;

for (const { name, check } of deviceProperties) {
  void test(`${testedCampaigns} ${name}`, { skip: withoutFakeDevices }, async (context) => {
    context.diagnostic((await check(testedCampaigns)) ?? '');
  });
}
