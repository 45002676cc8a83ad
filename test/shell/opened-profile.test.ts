import assert from 'node:assert/strict';
import { resolve } from 'node:path';
import { it } from 'node:test';
import { openedProfile } from '../../main/shell/opened-profile.ts';

it('a command line opens the last file that it names, from where it was given', () => {
  assert.equal(openedProfile(['proxylab', 'pixel.profile.json'], '/home/me'), resolve('/home/me/pixel.profile.json'));
  assert.equal(openedProfile(['proxylab', '--flag', '/a/Pixel.PROFILE.JSON', '--other'], '/home/me'), resolve('/a/Pixel.PROFILE.JSON'));
  assert.equal(openedProfile(['proxylab', 'a.json', 'b.json'], '/home/me'), resolve('/home/me/b.json'));
  assert.equal(openedProfile(['proxylab', 'file:///home/me/My%20pixel.profile.json'], '/'), resolve('/home/me/My pixel.profile.json'));
  for (const argv of [[], ['x.json'], ['proxylab'], ['proxylab', '.'], ['proxylab', '--profile=a.json'], ['proxylab', 'table.csv']])
    assert.equal(openedProfile(argv, '/home/me'), undefined, argv.join(' '));
});
