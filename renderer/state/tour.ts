import { useSyncExternalStore } from 'react';

const storageKey = 'proxylab.tour';
const listeners = new Set<() => void>();
let step = stored();

/** Step of the tour that is shown; null: none. A reload goes on with it. */
export function useTourStep(): number | null {
  return useSyncExternalStore(subscribe, () => step);
}

export function showTourStep(next: number | null): void {
  step = next;
  if (next === null) sessionStorage.removeItem(storageKey);
  else sessionStorage.setItem(storageKey, String(next));
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

function stored(): number | null {
  const kept = sessionStorage.getItem(storageKey);
  return kept === null ? null : Number(kept);
}
