import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseOsRelease } from '../../../main/devices/profile/os-release.ts';

test('the name for people', () => {
  assert.equal(
    parseOsRelease('PRETTY_NAME="Debian GNU/Linux 12 (bookworm)"\nNAME="Debian GNU/Linux"\nID=debian\n'),
    'Debian GNU/Linux 12 (bookworm)',
  );
  assert.equal(parseOsRelease("NAME='Alpine Linux'\nID=alpine\n"), 'Alpine Linux');
  assert.equal(parseOsRelease('NAME=Fedora\nVERSION="41"\n'), 'Fedora');
  assert.equal(parseOsRelease('PRETTY_NAME="A \\"quoted\\" name"\n'), 'A "quoted" name');
});

test('none is unknown', () => {
  assert.equal(parseOsRelease(''), null);
  assert.equal(parseOsRelease('PRETTY_NAME=""\nID=x\n'), null);
});
