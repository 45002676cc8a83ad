import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestContext } from 'node:test';

/** For node:test's `skip` option: false where this process may mount file systems. With REQUIRE_REAL=1 it has to. */
export function withoutMount(): string | false {
  const folder = mkdtempSync(join(tmpdir(), 'proxylab-mount-'));
  try {
    if (spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=64k', 'tmpfs', folder]).status === 0) {
      assert.equal(spawnSync('umount', [folder]).status, 0);
      return false;
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
  if (process.env['REQUIRE_REAL'] === '1') throw new Error('a small file system cannot be mounted here and is required (REQUIRE_REAL=1)');
  return 'a small file system cannot be mounted here (needs root)';
}

/** A folder that is a file system of its own, `size` as mount takes it (`64k`, `1m`); goes away with the test. */
export function smallDisk(test: TestContext, size: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'proxylab-disk-'));
  const { status, stderr } = spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${size}`, 'tmpfs', folder], { encoding: 'utf8' });
  assert.equal(status, 0, stderr);
  test.after(() => {
    assert.equal(spawnSync('umount', [folder]).status, 0);
    rmSync(folder, { recursive: true });
  });
  return folder;
}
