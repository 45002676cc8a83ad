import { useEffect, useState } from 'react';

/** The present, once a second while `ticking`; null otherwise. */
export function useNow(ticking: boolean): number | null {
  const [nowMs, setNowMs] = useState(() => Date.now());
  useEffect(() => {
    if (!ticking) return undefined;
    const timer = setInterval(() => setNowMs(Date.now()), 1000);
    return () => clearInterval(timer);
  }, [ticking]);
  return ticking ? nowMs : null;
}
