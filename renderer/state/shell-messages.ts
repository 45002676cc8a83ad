import type { ShellMessage } from '../../preload/contract/shell-message.ts';

type Listener = (message: ShellMessage) => void;

/** Messages that came before anybody listened; null from the first listener on. */
let early: ShellMessage[] | null = [];
const listeners = new Set<Listener>();

// From the start on: the shell speaks as soon as the page has asked for the lab.
globalThis.window?.addEventListener('message', (event) => {
  if (event.source !== window || typeof event.data !== 'object' || event.data === null || !('lab:message' in event.data)) return;
  const message = (event.data as { readonly 'lab:message': ShellMessage })['lab:message'];
  if (early === null) for (const listener of listeners) listener(message);
  else early.push(message);
});

/** Calls `listener` with what the desktop shell says (in a browser nothing); returns how to stop. */
export function onShellMessage(listener: Listener): () => void {
  listeners.add(listener);
  const waiting = early ?? [];
  early = null;
  for (const message of waiting) listener(message);
  return () => listeners.delete(listener);
}
