import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isLabError } from '../../../main/core/lab-error.ts';
import type { Network } from '../../../main/core/network/network.ts';
import { buildReference, findReferenceNetwork, referenceNetworks } from '../../../main/core/spaces/reference-networks.ts';
import type { NetworkOptions } from '../../../main/core/spaces/search-space.ts';
import { checkCost } from '../../helpers/check-cost.ts';

const build = (name: string, options?: NetworkOptions): Network => buildReference(findReferenceNetwork(name), options);

test('published networks have their published MACs and parameters', () => {
  checkCost(build('MobileNetV2'), 300.77, 3.505, 3_504_872);
  checkCost(build('MobileNetV2', { width: 1.4 }), 582.2, 6.109);
  checkCost(build('MobileNetV2', { width: 0.5, resolution: 160 }), 50.2, 1.969);
  checkCost(build('MobileNetV3-Large'), 216.59, 5.483, 5_483_032);
  checkCost(build('MobileNetV3-Small'), 56.5, 2.543, 2_542_856);
  checkCost(build('ProxylessNAS-Mobile'), 320.43, 4.081, 4_080_512);
  checkCost(build('ProxylessNAS-CPU'), 439.2, 4.362, 4_361_648);
  checkCost(build('ProxylessNAS-GPU'), 465.3, 7.12, 7_119_848);
  checkCost(build('ProxylessNAS-Mobile-14'), 580.9, 6.858, 6_857_568);
});

test('FBNets without and with the first convolution of blocks of expansion 1', () => {
  checkCost(build('FBNet-A'), 244.5, 4.305);
  checkCost(build('FBNet-B'), 291.0, 4.801);
  checkCost(build('FBNet-C'), 378.1, 5.571);
  checkCost(build('FBNet-A', { variant: 'timm' }), 249.9, 4.321);
  checkCost(build('FBNet-B', { variant: 'timm' }), 306.2, 4.863);
  checkCost(build('FBNet-C', { variant: 'timm' }), 385.0, 5.572, 5_572_200);
  assert.deepEqual(build('FBNet-C', { variant: 'mobile-vision' }), build('FBNet-C'));
});

test('names are found in upper and lower case; others list what is known', () => {
  for (const reference of referenceNetworks) assert.equal(findReferenceNetwork(reference.name.toLowerCase()), reference);
  assert.throws(
    () => findReferenceNetwork('ResNet-50'),
    (error) =>
      isLabError(error, 'not-found') && error.remedy.includes('MobileNetV2, MobileNetV3-Large') && error.remedy.includes('FBNet-C'),
  );
});

test('widths and variants that a network does not have are refused', () => {
  for (const options of [{ width: 0.5 }, { variant: 'timm' }]) {
    assert.throws(
      () => build('MobileNetV3-Large', options),
      (error) => isLabError(error, 'invalid-input'),
    );
  }
});
