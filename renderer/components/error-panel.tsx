import { TriangleAlert } from 'lucide-react';
import { useState, type ReactNode } from 'react';
import { failure } from '../state/failure.ts';
import { Button } from './button.tsx';
import { Icon } from './icon.tsx';
import './error-panel.css';

export type ErrorPanelProps = {
  /** Whatever a call to the lab threw. */
  error: unknown;
  onRetry?: () => void;
  retryLabel?: string;
  /** More buttons. */
  actions?: ReactNode;
  /** Inside a panel: no frame of its own. */
  inside?: boolean;
};

/** What happened, what to do, and the details to copy. */
export function ErrorPanel({ error, onRetry, retryLabel = 'Try again', actions, inside = false }: ErrorPanelProps) {
  const [copied, setCopied] = useState(false);
  const { sentence, remedy, details } = failure(error);
  return (
    <section className={`error-panel${inside ? ' error-panel-inside' : ''}`} role="alert">
      <span className="error-panel-icon tone-bad">
        <Icon of={TriangleAlert} size={14} />
      </span>
      <div className="error-panel-text">
        <strong>{sentence}</strong>
        {remedy !== '' && <p>{remedy}</p>}
        <div className="error-panel-actions">
          {onRetry !== undefined && (
            <Button small onClick={onRetry}>
              {retryLabel}
            </Button>
          )}
          {actions}
          {details !== '' && (
            <Button
              small
              kind="quiet"
              onClick={() => {
                void navigator.clipboard.writeText(`${sentence}\n${remedy}\n${details}`).then(() => setCopied(true));
              }}
            >
              {copied ? 'Copied' : 'Copy details'}
            </Button>
          )}
        </div>
      </div>
      {details !== '' && (
        <pre className="error-panel-details mono" tabIndex={0} aria-label="Details">
          {details}
        </pre>
      )}
    </section>
  );
}
