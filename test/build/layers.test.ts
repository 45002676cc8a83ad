import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { describe, it } from 'node:test';
import { forbiddenImport } from '../../build/lint/layers.ts';

const root = resolve(import.meta.dirname, '../..');

function lint(files: Record<string, string>): { status: number | null; output: string } {
  const folder = mkdtempSync(join(tmpdir(), 'proxylab-lint-'));
  try {
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), text);
    }
    const config = { jsPlugins: [join(root, 'build/lint/layers.ts')], plugins: ['import'], categories: { correctness: 'off' } };
    const rules = { 'proxylab/layers': 'error', 'import/no-cycle': 'error' };
    writeFileSync(join(folder, '.oxlintrc.json'), JSON.stringify({ ...config, rules }));
    const oxlint = join(root, 'node_modules/oxlint/bin/oxlint');
    const result = spawnSync(process.execPath, [oxlint, '--disable-nested-config'], { cwd: folder, encoding: 'utf8' });
    return { status: result.status, output: result.stdout + result.stderr };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

describe('layering rule', () => {
  const forbidden: [file: string, specifier: string][] = [
    ['main/core/stats/ranks.ts', 'node:fs'],
    ['main/core/stats/ranks.ts', 'zod'],
    ['main/core/stats/ranks.ts', '../../store/database.ts'],
    ['main/store/database.ts', '../devices/device.ts'],
    ['main/devices/local/local-device.ts', 'node:sqlite'],
    ['main/devices/local/local-device.ts', '../../bench/plan.ts'],
    ['main/bench/plan.ts', '../devices/local/local-device.ts'],
    ['main/services/device.ts', 'electron'],
    ['main/services/device.ts', '../lab.ts'],
    ['main/formats/table.ts', '../store/database.ts'],
    ['preload/contract/device.ts', '../../main/core/brand.ts'],
    ['preload/contract/device.ts', '@orpc/server'],
    ['preload/bridge.ts', './contract/index.ts'],
    ['renderer/pages/devices.tsx', '../../main/core/stats/ranks.ts'],
    ['renderer/pages/devices.tsx', 'node:path'],
    ['renderer/pages/devices.tsx', 'electron'],
    ['main/shell/window.ts', '../lab.ts'],
    ['main/core/rng.ts', '../../test/helpers/requirements.ts'],
    ['main/new-folder/file.ts', '../core/rng.ts'],
  ];
  for (const [file, specifier] of forbidden) {
    it(`${file} may not import ${specifier}`, () => assert.notEqual(forbiddenImport(file, specifier), null));
  }

  const allowed: [file: string, specifier: string][] = [
    ['main/core/stats/ranks.ts', '../linalg/matrix.ts'],
    ['main/store/database.ts', 'node:sqlite'],
    ['main/bench/plan.ts', '../devices/device.ts'],
    ['main/services/device.ts', '../../preload/contract/index.ts'],
    ['main/electron.ts', 'electron'],
    ['main/electron.ts', './shell/window.ts'],
    ['preload/contract/device.ts', 'zod'],
    ['renderer/pages/devices.tsx', '../../preload/contract/index.ts'],
    ['main/version.ts', '../package.json'],
    ['test/core/rng.test.ts', '../../main/core/rng.ts'],
  ];
  for (const [file, specifier] of allowed) {
    it(`${file} may import ${specifier}`, () => assert.equal(forbiddenImport(file, specifier), null));
  }

  it('fails the lint, whatever form the import takes', () => {
    const { status, output } = lint({
      'main/core/a.ts': "import { readFile } from 'node:fs';\nexport const a = readFile;\n",
      'main/core/b.ts': "export * from '../store/database.ts';\n",
      'main/core/c.ts': "export const c = () => import('zod');\n",
      'main/core/d.ts': "export type D = import('../store/database.ts').Database;\n",
      'main/store/database.ts': "import { DatabaseSync } from 'node:sqlite';\nexport class Database extends DatabaseSync {}\n",
    });
    assert.notEqual(status, 0);
    assert.equal(output.match(/proxylab\(layers\)/g)?.length, 4, output);
    assert.match(output, /core may not import node:fs/);
    assert.match(output, /core may not import store/);
    assert.match(output, /core may not import zod/);
  });

  it('fails the lint on an import cycle', () => {
    const { status, output } = lint({
      'main/core/a.ts': "import { b } from './b.ts';\nexport const a = () => b;\n",
      'main/core/b.ts': "import { a } from './a.ts';\nexport const b = () => a;\n",
    });
    assert.notEqual(status, 0);
    assert.match(output, /no-cycle/);
  });

  it('accepts what points the right way', () => {
    const { status, output } = lint({
      'main/core/a.ts': 'export const a = 1;\n',
      'main/store/b.ts': "import { a } from '../core/a.ts';\nexport const b = a;\n",
    });
    assert.equal(status, 0, output);
  });
});
