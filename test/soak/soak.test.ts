import { test } from 'node:test';
import { soakProperties } from './properties.ts';
import { testedInputs } from './soak-property.ts';

for (const { name, check } of soakProperties) test(`${testedInputs} ${name}`, async () => void (await check(testedInputs)));
