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
  check(numRuns: number): void | Promise<void>;
}

const { soakProperties } = (await import(pathToFileURL(join(root, 'test/soak/properties.ts')).href)) as {
  readonly soakProperties: readonly Property[];
};
const wanted = process.argv.slice(2);

async function failureOf(property: Property): Promise<string | null> {
  try {
    await property.check(inputs);
    return null;
  } catch (error) {
    return error instanceof Error ? (error.stack ?? error.message) : String(error);
  }
}

for (const property of soakProperties) {
  if (wanted.length > 0 && !wanted.some((part) => property.name.includes(part))) continue;
  const start = performance.now();
  const failure = await failureOf(property);
  const seconds = ((performance.now() - start) / 1000).toFixed(1);
  const memoryMb = Math.round(process.memoryUsage.rss() / 1e6);
  process.stdout.write(`${failure === null ? 'passed' : 'FAILED'}  ${property.name}: ${inputs} inputs, ${seconds} s, ${memoryMb} MB\n`);
  if (failure === null) continue;
  process.stdout.write(`${failure}\n`);
  process.exitCode = 1;
}
