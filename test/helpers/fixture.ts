import { readFileSync } from 'node:fs';

/** Reads a JSON fixture of test/fixtures; its shape is the caller's claim. */
export function fixture<Shape>(path: string): Shape {
  return JSON.parse(readFileSync(new URL(`../fixtures/${path}`, import.meta.url), 'utf8')) as Shape;
}
