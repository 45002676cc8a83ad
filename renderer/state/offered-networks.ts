import { useSyncExternalStore } from 'react';

/** ONNX files that were handed to the window and wait for the Measure page. */
let offered: readonly File[] = [];
const listeners = new Set<() => void>();

export function offerNetworks(files: readonly File[]): void {
  offered = files;
  for (const listener of listeners) listener();
}

export function useOfferedNetworks(): readonly File[] {
  return useSyncExternalStore(subscribe, () => offered);
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
