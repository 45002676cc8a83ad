import assert from 'node:assert/strict';
import { test } from 'node:test';
import { describeAndroid } from '../../../main/devices/profile/android-description.ts';
import { parseAndroidProperties } from '../../../main/devices/profile/android-properties.ts';

const printed = `[dalvik.vm.heapsize]: [512m]
[persist.sys.odd]: [first line
second [line]]
[ro.build.version.release]: [11]
[ro.build.version.sdk]: [30]
[ro.product.cpu.abilist]: [arm64-v8a,armeabi-v7a,armeabi]
[ro.product.manufacturer]: [samsung]
[ro.product.model]: [SM-G991B]
[ro.soc.model]: []
[ro.board.platform]: [exynos2100]
[ro.boot.unknown]: [unknown]
`;

test('properties: values of several lines; empty and unknown ones are left out', () => {
  const properties = parseAndroidProperties(printed);
  assert.equal(properties.get('persist.sys.odd'), 'first line\nsecond [line]');
  assert.equal(properties.get('ro.product.model'), 'SM-G991B');
  assert.equal(properties.has('ro.soc.model'), false);
  assert.equal(properties.has('ro.boot.unknown'), false);
  assert.equal(parseAndroidProperties('garbage]: [ \0 [').size, 0);
});

test('an older release: the chip by its platform', () => {
  assert.deepEqual(describeAndroid(parseAndroidProperties(printed)), {
    name: 'Samsung SM-G991B',
    chip: 'exynos2100',
    operatingSystem: 'Android 11 (API 30)',
    abi: 'arm64-v8a',
    sdk: 30,
  });
});

test('a newer one: the chip by maker and model; a maker is not said twice', () => {
  const properties = new Map([
    ['ro.product.manufacturer', 'OnePlus'],
    ['ro.product.model', 'OnePlus 12'],
    ['ro.soc.manufacturer', 'QTI'],
    ['ro.soc.model', 'SM8650'],
  ]);
  const { name, chip, operatingSystem, abi, sdk } = describeAndroid(properties);
  assert.deepEqual([name, chip, operatingSystem, abi, sdk], ['OnePlus 12', 'QTI SM8650', null, null, null]);
});

test('nothing known', () => {
  assert.deepEqual(describeAndroid(new Map()), { name: null, chip: null, operatingSystem: null, abi: null, sdk: null });
});
