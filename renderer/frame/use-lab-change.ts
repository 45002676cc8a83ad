import { useEffect, useRef } from 'react';
import { useLabInfo } from '../state/queries.ts';

/** Nothing of what the window knows is true of another lab. */
export function startAnew(): void {
  location.assign('/');
}

/** Starts the window anew when it finds itself in another lab than before: one was opened in another window of it. */
export function useLabChange(): void {
  const folder = useLabInfo().data?.folder;
  const first = useRef(folder);
  useEffect(() => {
    first.current ??= folder;
    if (folder !== undefined && folder !== first.current) startAnew();
  }, [folder]);
}
