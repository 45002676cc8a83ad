import { test } from 'node:test';
import { withoutFakeDevices } from './campaigns-with-faults.ts';
import { deviceProperties } from './properties.ts';
import { testedInputs } from './soak-property.ts';

for (const { name, check, testedInputs: count = testedInputs } of deviceProperties) {
  void test(`${count} ${name}`, { skip: withoutFakeDevices }, async (context) => {
    context.diagnostic((await check(count)) ?? '');
  });
}
