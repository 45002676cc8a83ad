import { useSyncExternalStore } from 'react';

/** What the user chose; `system` follows the computer. */
export type SchemeChoice = 'light' | 'dark' | 'system';
export type Scheme = 'light' | 'dark';

const storageKey = 'proxylab.scheme';
const system = window.matchMedia('(prefers-color-scheme: dark)');
const listeners = new Set<() => void>();
let choice: SchemeChoice = stored();
/** As the system last told. Asked at any other time, Chromium takes a change for known and never tells of it. */
let systemIsDark = system.matches;

apply();
system.addEventListener('change', ({ matches }) => {
  systemIsDark = matches;
  apply();
});

/** The choice, the scheme in force and how to choose another. The document's `data-theme` follows. */
export function useScheme(): { choice: SchemeChoice; scheme: Scheme; choose: (next: SchemeChoice) => void } {
  const scheme = useSyncExternalStore(subscribe, schemeInForce);
  const chosen = useSyncExternalStore(subscribe, () => choice);
  return { choice: chosen, scheme, choose };
}

function choose(next: SchemeChoice): void {
  choice = next;
  localStorage.setItem(storageKey, next);
  apply();
}

/** What is drawn now. */
export function schemeInForce(): Scheme {
  if (choice !== 'system') return choice;
  return systemIsDark ? 'dark' : 'light';
}

function apply(): void {
  document.documentElement.dataset['theme'] = schemeInForce();
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

function stored(): SchemeChoice {
  const value = localStorage.getItem(storageKey);
  return value === 'light' || value === 'dark' ? value : 'system';
}
