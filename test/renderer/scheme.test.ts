import assert from 'node:assert/strict';
import { test } from 'node:test';

/** A media query as Chromium keeps it: who reads it between a change and its frame takes the change for told. */
class MediaQuery extends EventTarget {
  #known = false;
  dark = false;

  get matches(): boolean {
    return (this.#known = this.dark);
  }

  frame(): void {
    if (this.#known === this.dark) return;
    this.#known = this.dark;
    this.dispatchEvent(Object.assign(new Event('change'), { matches: this.dark }));
  }
}

test('a change of the system’s scheme reaches the document, whatever is drawn meanwhile', async () => {
  const system = new MediaQuery();
  const documentElement = { dataset: {} as Record<string, string> };
  Object.assign(globalThis, { window: { matchMedia: () => system }, document: { documentElement }, localStorage: { getItem: () => null } });
  const { schemeInForce } = await import('../../renderer/state/scheme.ts');
  assert.equal(documentElement.dataset['theme'], 'light');
  system.dark = true;
  assert.equal(schemeInForce(), 'light', 'until the system has told');
  system.frame();
  assert.equal(documentElement.dataset['theme'], 'dark');
  assert.equal(schemeInForce(), 'dark');
});
