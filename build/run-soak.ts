import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

/**
 * `npm run soak`: every property of test/soak on many inputs, one line each; names as arguments choose those that contain one of them.
 * The exit code is not 0 if one fails.
 */
const root = resolve(import.meta.dirname, '..');
const inputs = 100_000;

interface Property {
  readonly name: string;
  readonly soakInputs?: number;
  check(numRuns: number): void | Promise<void> | Promise<string>;
}

const { soakProperties, deviceProperties, longProperties } = (await import(pathToFileURL(join(root, 'test/soak/properties.ts')).href)) as {
  readonly soakProperties: readonly Property[];
  readonly deviceProperties: readonly Property[];
  readonly longProperties: readonly Property[];
};
const wanted = process.argv.slice(2);

/** What it says, and whether it failed. */
async function outcomeOf(property: Property, numRuns: number): Promise<{ readonly isPassed: boolean; readonly report: string }> {
  try {
    return { isPassed: true, report: (await property.check(numRuns)) ?? '' };
  } catch (error) {
    return { isPassed: false, report: error instanceof Error ? (error.stack ?? error.message) : String(error) };
  }
}

for (const property of [...soakProperties, ...deviceProperties, ...longProperties]) {
  if (wanted.length > 0 && !wanted.some((part) => property.name.includes(part))) continue;
  const start = performance.now();
  const numRuns = property.soakInputs ?? inputs;
  const { isPassed, report } = await outcomeOf(property, numRuns);
  const seconds = ((performance.now() - start) / 1000).toFixed(1);
  const memoryMb = Math.round(process.memoryUsage.rss() / 1e6);
  process.stdout.write(`${isPassed ? 'passed' : 'FAILED'}  ${property.name}: ${numRuns} inputs, ${seconds} s, ${memoryMb} MB\n`);
  if (report !== '') process.stdout.write(`${report}\n`);
  if (!isPassed) process.exitCode = 1;
}
