import { createContext, useCallback, useContext, useMemo, useRef, useState, type ReactNode } from 'react';

/** What came of something that was done elsewhere; it stays until it is closed. */
export type Outcome = { text: string; page: string } | { error: unknown };
export type Notice = { id: number } & Outcome;

type Notices = {
  shown: readonly Notice[];
  show: (outcome: Outcome) => void;
  close: (id: number) => void;
};

const NoticesContext = createContext<Notices | null>(null);

export function NoticesProvider({ children }: { children: ReactNode }) {
  const [shown, setShown] = useState<readonly Notice[]>([]);
  const last = useRef(0);
  const show = useCallback((outcome: Outcome) => {
    const id = ++last.current;
    setShown((before) => [...before, { id, ...outcome }]);
  }, []);
  const close = useCallback((id: number) => setShown((before) => before.filter((notice) => notice.id !== id)), []);
  const notices = useMemo(() => ({ shown, show, close }), [shown, show, close]);
  return <NoticesContext value={notices}>{children}</NoticesContext>;
}

export function useNotices(): Notices {
  const notices = useContext(NoticesContext);
  if (notices === null) throw new Error('useNotices outside NoticesProvider');
  return notices;
}
