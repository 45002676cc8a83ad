import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { dirname, relative, resolve } from 'node:path';

/** SHA-256 of a module and of all that it imports from this project: what its results depend on, beside its arguments. */
export function codeDigest(entry: string): string {
  const files = new Set([entry]);
  const hash = createHash('sha256');
  for (const file of files) {
    const text = readFileSync(file, 'utf8');
    hash.update(`${relative(dirname(entry), file)}\n${text}`);
    for (const [, specifier] of text.matchAll(/\bfrom '(\.[^']+)'/g)) files.add(resolve(dirname(file), specifier!));
  }
  return hash.digest('hex');
}
