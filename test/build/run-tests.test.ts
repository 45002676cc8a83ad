import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { after, describe, it } from 'node:test';

const program = resolve(import.meta.dirname, '../../build/run-tests.ts');
const folder = mkdtempSync(join(tmpdir(), 'proxylab-run-tests-'));
after(() => rmSync(folder, { recursive: true, force: true }));

function runTests(name: string, text: string, env: Record<string, string> = {}): { status: number | null; lines: string[] } {
  const file = join(folder, `${name}.test.ts`);
  writeFileSync(file, `import { describe, it } from 'node:test';\n${text}`);
  const { NODE_TEST_CONTEXT: _context, REQUIRE_REAL: _real, ...inherited } = process.env;
  const { status, stdout } = spawnSync(process.execPath, [program, file], { encoding: 'utf8', env: { ...inherited, ...env } });
  return { status, lines: stdout.trimEnd().split('\n') };
}

describe('run-tests', () => {
  it('ends with the counts and succeeds where nothing failed', () => {
    const { status, lines } = runTests('good', "describe('a', () => { it('b', () => {}); it('c', () => {}); });");
    assert.equal(status, 0);
    assert.equal(lines.at(-1), '2 passed, 0 failed, 0 skipped');
  });

  it('names what failed with its reason and fails', () => {
    const { status, lines } = runTests('bad', "describe('outer', () => { it('inner', () => { throw new Error('broken thing'); }); });");
    assert.equal(status, 1);
    assert.equal(lines.at(-1), '0 passed, 1 failed, 0 skipped');
    assert.match(lines.join('\n'), /outer > inner\n.*broken thing/);
  });

  it('names what failed once more at the end', () => {
    const { lines } = runTests('early', "it('a', () => { throw new Error('broken thing'); }); it('b', () => {});");
    const ended = lines.findIndex((line) => /^✖ .*early\.test\.ts: 1 passed/.test(line));
    assert.match(lines.slice(ended).join('\n'), /early\.test\.ts > a\n.*broken thing/);
  });

  it('fails where a test file cannot be loaded', () => {
    const { status, lines } = runTests('unloadable', "import './no-such-file.ts';");
    assert.equal(status, 1);
    assert.match(lines.at(-1) ?? '', /^0 passed, 1 failed/);
    assert.match(lines.join('\n'), /no-such-file/);
  });

  it('fails where a suite fails around passing tests', () => {
    const { status, lines } = runTests(
      'hook',
      "import { after } from 'node:test'; describe('s', () => { after(() => { throw new Error('hook'); }); it('t', () => {}); });",
    );
    assert.equal(status, 1);
    assert.match(lines.at(-1) ?? '', /^1 passed, 1 failed/);
  });

  const skips = "it('t', { skip: 'tool is not installed' }, () => {}); it('d', { skip: 'reference data x.csv not found' }, () => {});";
  it('lists skips with their reasons', () => {
    const { status, lines } = runTests('skips', skips);
    assert.equal(status, 0);
    assert.equal(lines.at(-1), '0 passed, 0 failed, 2 skipped');
    assert.match(lines.join('\n'), /^skipped: tool is not installed/m);
  });

  it('with REQUIRE_REAL=1 only missing reference data may be skipped', () => {
    const { status, lines } = runTests('required', skips, { REQUIRE_REAL: '1' });
    assert.equal(status, 1);
    assert.equal(lines.at(-1), '0 passed, 1 failed, 1 skipped');
  });
});
