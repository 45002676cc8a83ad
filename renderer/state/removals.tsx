import { createContext, useCallback, useContext, useMemo, useRef, useState, type ReactNode } from 'react';

export type Removal = {
  /** What is removed, for example `device:orin`: it is not shown any more. */
  key: string;
  /** "Removed Jetson Orin" */
  words: string;
  /** What of it stays. */
  kept: string;
  /** Removes it for good. */
  commit: () => Promise<unknown>;
};

export type PendingRemoval = Removal & {
  /** Why it could not be removed; then it stays until it is put away. */
  error: unknown;
};

type Removals = {
  pending: readonly PendingRemoval[];
  remove: (removal: Removal) => void;
  /** Brings it back, or puts the message of a failure away. */
  undo: (key: string) => void;
};

/** How long a removal can be taken back. */
const undoMs = 10_000;

const RemovalsContext = createContext<Removals | null>(null);

/** Holds removals back until they can no longer be undone; one that the window does not live to carry out never happens. */
export function RemovalsProvider({ children }: { children: ReactNode }) {
  const [pending, setPending] = useState<readonly PendingRemoval[]>([]);
  const timers = useRef(new Map<string, ReturnType<typeof setTimeout>>());

  const undo = useCallback((key: string) => {
    clearTimeout(timers.current.get(key));
    timers.current.delete(key);
    setPending((all) => all.filter((one) => one.key !== key));
  }, []);
  const remove = useCallback(
    (removal: Removal) => {
      setPending((all) => [...all.filter((one) => one.key !== removal.key), { ...removal, error: undefined }]);
      const carryOut = async (): Promise<void> => {
        timers.current.delete(removal.key);
        try {
          await removal.commit();
          undo(removal.key);
        } catch (error) {
          setPending((all) => all.map((one) => (one.key === removal.key ? { ...one, error } : one)));
        }
      };
      timers.current.set(
        removal.key,
        setTimeout(() => void carryOut(), undoMs),
      );
    },
    [undo],
  );
  const removals = useMemo(() => ({ pending, remove, undo }), [pending, remove, undo]);
  return <RemovalsContext value={removals}>{children}</RemovalsContext>;
}

export function useRemovals(): Removals {
  const removals = useContext(RemovalsContext);
  if (removals === null) throw new Error('useRemovals outside RemovalsProvider');
  return removals;
}

/** Keys of what is as good as gone. */
export function useRemovedKeys(): ReadonlySet<string> {
  const { pending } = useRemovals();
  return useMemo(() => new Set(pending.flatMap(({ key, error }) => (error === undefined ? [key] : []))), [pending]);
}
