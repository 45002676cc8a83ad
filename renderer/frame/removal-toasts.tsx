import { X } from 'lucide-react';
import { Button } from '../components/button.tsx';
import { ErrorPanel } from '../components/error-panel.tsx';
import { IconButton } from '../components/icon-button.tsx';
import { useRemovals } from '../state/removals.tsx';
import './removal-toasts.css';

/** What was removed a moment ago, each with its way back. */
export function RemovalToasts() {
  const { pending, undo } = useRemovals();
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
                Undo
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
