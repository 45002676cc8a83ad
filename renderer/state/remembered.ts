import { useEffect, useEffectEvent } from 'react';
import { useSearchParams } from 'wouter';

const prefix = 'proxylab.filters.';

/**
 * Keeps some parameters of a page's address from visit to visit: an address that names none of them, and nothing else, gets those of the last
 * time. A link keeps what it says.
 */
export function useRemembered(page: string, names: readonly string[]): void {
  const [params, setParams] = useSearchParams();
  const storageKey = `${prefix}${page}`;
  const chosen = new URLSearchParams(names.flatMap((name) => (params.has(name) ? [[name, params.get(name) ?? '']] : []))).toString();
  const isBare = params.size === 0;
  const restore = useEffectEvent(() => {
    const kept = localStorage.getItem(storageKey);
    if (isBare && kept !== null) setParams(new URLSearchParams(kept), { replace: true });
  });
  // Once, when the page is opened: later an empty address means that the filters were taken off.
  useEffect(() => restore(), []);
  useEffect(() => {
    if (chosen === '') localStorage.removeItem(storageKey);
    else localStorage.setItem(storageKey, chosen);
  }, [storageKey, chosen]);
}

/** Every page begins without filters again. */
export function forgetFilters(): void {
  for (const key of Object.keys(localStorage)) if (key.startsWith(prefix)) localStorage.removeItem(key);
}
