import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { spawnSync } from 'node:child_process';

/**
 * What a test needs of the machine. Returns a value for node:test's `skip` option: false when it is there, else the sentence that says
 * what is missing. With REQUIRE_REAL=1 a missing tool is a failure; absent reference data is the only allowed skip.
 */
export function needs(tool: string): string | false {
  const found = spawnSync('sh', ['-c', `command -v ${tool}`]).status === 0;
  if (found) return false;
  if (process.env['REQUIRE_REAL'] === '1') throw new Error(`${tool} is required (REQUIRE_REAL=1) and not installed`);
  return `${tool} is not installed`;
}

/** Path of a file of the public reference data, or undefined where PROXYLAB_DATA does not have it. */
export function referenceData(path: string): string | undefined {
  const folder = process.env['PROXYLAB_DATA'];
  if (!folder) return undefined;
  const file = join(folder, path);
  return existsSync(file) ? file : undefined;
}

/** For node:test's `skip` option. */
export function withoutData(path: string): string | false {
  return referenceData(path) === undefined ? `reference data ${path} not found (set PROXYLAB_DATA)` : false;
}

/** Debian's interpreter, whatever `python3` may be. */
export const python = '/usr/bin/python3';

/** Like `needs`, for a module of Debian's Python. */
export function needsPythonModule(name: string): string | false {
  if (spawnSync(python, ['-c', `import ${name}`]).status === 0) return false;
  if (process.env['REQUIRE_REAL'] === '1') throw new Error(`the Python module ${name} is required (REQUIRE_REAL=1) and not installed`);
  return `the Python module ${name} is not installed`;
}
