import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { compileRunner, compilerVersion } from '../../../build/runner/compile-runner.ts';
import { arm64Target, cLibraryFiles, cLibraryFolder, type RunnerTarget, x64Target } from '../../../build/runner/targets.ts';
import { runnerManifest } from '../../../main/devices/runner-manifest.ts';
import { needs } from '../../helpers/requirements.ts';

const resources = new URL('../../../resources/runner', import.meta.url).pathname;

/** Only the compiler that made the kept programs makes the same bytes. */
function needsCompiler(target: RunnerTarget): string | false {
  const missing = needs(`${target.toolPrefix}gcc`);
  if (missing !== false) return missing;
  const version = compilerVersion(target);
  if (version === runnerManifest.compiler) return false;
  const reason = `the kept runner is made by ${runnerManifest.compiler} and this is ${version}`;
  if (process.env['REQUIRE_REAL'] === '1') throw new Error(reason);
  return reason;
}

function sha256Of(file: string): string {
  return createHash('sha256').update(readFileSync(file)).digest('hex');
}

for (const target of [x64Target, arm64Target]) {
  test(`the kept ${target.name} runner is what the sources compile to`, { skip: needsCompiler(target) }, (context) => {
    const folder = mkdtempSync(join(tmpdir(), 'proxylab-compile-'));
    context.after(() => rmSync(folder, { recursive: true, force: true }));
    compileRunner(target, join(folder, 'bench'));
    const built = readFileSync(join(folder, 'bench'));
    assert.ok(built.equals(readFileSync(join(resources, `bundles/${target.name}/bench`))), 'run npm run build:runner');
    assert.ok(!built.includes('proxylab-compile') && !built.includes(resources), 'no path of the build');
  });
}

test('every kept file is as the manifest says', () => {
  for (const { files } of runnerManifest.bundles) {
    for (const { source, path, sha256, bytes } of files) {
      if (source !== 'resources') continue;
      assert.equal(sha256Of(join(resources, path)), sha256, path);
      assert.equal(readFileSync(join(resources, path)).length, bytes, path);
    }
  }
});

test('the C library is that of the Debian package of its version', { skip: needs('aarch64-linux-gnu-gcc') }, (context) => {
  const kept = runnerManifest.bundles.flatMap(({ files }) => files.filter(({ debianPackage }) => debianPackage !== undefined));
  assert.deepEqual(kept.map(({ name }) => name).sort(), cLibraryFiles.map(({ name }) => name).sort());
  for (const { name, sha256, debianPackage } of kept) {
    const query = ['-W', '-f=${Version}', debianPackage!.name];
    const { stdout: installed } = spawnSync('dpkg-query', query, { encoding: 'utf8' });
    if (installed === debianPackage!.version) assert.equal(sha256Of(join(cLibraryFolder, name)), sha256, name);
    else
      context.diagnostic(
        `${name} not compared: ${debianPackage!.name} ${installed || 'is not installed'}, kept is ${debianPackage!.version}`,
      );
  }
});
