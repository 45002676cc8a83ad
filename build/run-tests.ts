import { execFile } from 'node:child_process';
import { globSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join, resolve } from 'node:path';
import { run } from 'node:test';
import { installTestPrerequisites } from './test-prerequisites.ts';
import { TestSummary } from './test-summary.ts';
import { buildIfStale } from './window-build.ts';

/**
 * `npm test`: prerequisites, lint, format, types, the build, then every test. With files or folders as arguments: only the tests in them.
 * Ends with a line `N passed, N failed, N skipped`; the exit code is not 0 if anything failed.
 */
const root = resolve(import.meta.dirname, '..');
const testLimitMs = 15 * 60_000;

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

/** Runs an npm script; silent unless it fails. */
function check(script: string, summary: TestSummary): Promise<void> {
  return new Promise((done) => {
    execFile('npm', ['run', '--silent', script], { cwd: root, maxBuffer: 2 ** 26 }, (error, stdout, stderr) => {
      summary.addCheck(script, error === null, stdout + stderr);
      done();
    });
  });
}

function outcome(failure: string | null): [passed: boolean, output: string] {
  return [failure === null, failure ?? ''];
}

function testFiles(paths: readonly string[]): string[] {
  const files = paths.flatMap((path) =>
    path.endsWith('.test.ts') ? [resolve(path)] : globSync('**/*.test.ts', { cwd: resolve(path) }).map((file) => join(resolve(path), file)),
  );
  return files.sort((a, b) => turnOf(a) - turnOf(b) || (a < b ? -1 : 1));
}

/**
 * Tests with devices and windows take minutes: begun first, none of them is left running alone at the end. Emulated devices take all processors
 * there are, and a window beside them three times as long: they go together.
 */
function turnOf(file: string): number {
  const turn = [['soak', 'devices'], ['e2e']].findIndex((folders) => folders.some((folder) => file.startsWith(join(root, 'test', folder))));
  return turn === -1 ? 2 : turn;
}

const paths = process.argv.slice(2);
const summary = new TestSummary(say, process.env['REQUIRE_REAL'] === '1');

for (const line of installTestPrerequisites()) say(line);
process.env['NODE_COMPILE_CACHE'] ??= join(root, 'node_modules/.cache/compiled'); // hundreds of processes load the same files
if (paths.length === 0) {
  for (const scripts of [
    ['lint', 'typecheck'],
    ['format:check', 'build'],
  ])
    await Promise.all(scripts.map((script) => check(script, summary)));
}
process.env['PROXYLAB_ADB'] ??= ''; // tests of phones have an adb server of their own; the user's is not theirs
const files = testFiles(paths.length === 0 ? [join(root, 'test')] : paths);
const endToEnd = join(root, 'test/e2e');
if (paths.length > 0 && files.some((file) => file.startsWith(endToEnd))) summary.addCheck('build', ...outcome(buildIfStale(root)));
for await (const event of run({ files, concurrency: availableParallelism(), timeout: testLimitMs })) summary.add(event);
summary.close();
process.exitCode = summary.counts.failed === 0 ? 0 : 1;
