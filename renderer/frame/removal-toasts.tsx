import { X } from 'lucide-react';
import { useEffect, useEffectEvent } from 'react';
import { Button } from '../components/button.tsx';
import { ErrorPanel } from '../components/error-panel.tsx';
import { IconButton } from '../components/icon-button.tsx';
import { useRemovals } from '../state/removals.tsx';
import './removal-toasts.css';

/** What was removed a moment ago, each with its way back. */
export function RemovalToasts() {
  const { pending, undo } = useRemovals();
  const undoLast = useEffectEvent((event: KeyboardEvent) => {
    const last = pending.findLast(({ error }) => error === undefined);
    const typing = event.target instanceof HTMLElement && ['INPUT', 'TEXTAREA'].includes(event.target.tagName);
    if (last === undefined || typing || !(event.ctrlKey || event.metaKey) || event.shiftKey || event.key.toLowerCase() !== 'z') return;
    event.preventDefault();
    undo(last.key);
  });
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent): void => undoLast(event);
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, []);
  return (
    <div className="toasts" role="status">
      {pending.map(({ key, words, kept, error }) => (
        <div key={key} className="toast">
          {error === undefined ? (
            <>
              <div>
                <strong>{words}</strong>
                <p className="secondary small">{kept}</p>
              </div>
              <Button small onClick={() => undo(key)}>
                Undo <kbd>Ctrl Z</kbd>
              </Button>
            </>
          ) : (
            <>
              <ErrorPanel error={error} inside />
              <IconButton icon={X} label="Close" onClick={() => undo(key)} />
            </>
          )}
        </div>
      ))}
    </div>
  );
}
