import { useId, type ReactNode } from 'react';
import { ErrorPanel } from './error-panel.tsx';
import { Skeleton } from './skeleton.tsx';
import { useOverflow } from './use-overflow.ts';
import './panel.css';

export type PanelProps = {
  title: string;
  /** One short line beside the title. */
  note?: ReactNode;
  /** Legend, table and export buttons at the right. */
  tools?: ReactNode;
  loading?: boolean;
  /** Any error of a query or stream: it takes the place of this panel's content only. */
  error?: unknown;
  onRetry?: () => void;
  /** Shown instead of the content when there is none: a sentence and an action. */
  empty?: ReactNode;
  /** Takes the height and width that is left. */
  grow?: boolean;
  className?: string;
  children?: ReactNode;
};

/** A titled card whose body scrolls by itself. */
export function Panel({ title, note, tools, loading = false, error, onRetry, empty, grow = false, className = '', children }: PanelProps) {
  const titleId = useId();
  const [bodyRef, overflows] = useOverflow<HTMLDivElement>();
  return (
    <section className={`panel${grow ? ' grow' : ''} ${className}`} aria-labelledby={titleId}>
      <div className="panel-header">
        <h2 id={titleId}>{title}</h2>
        {note !== undefined && <span className="panel-note">{note}</span>}
        {tools !== undefined && <div className="panel-tools">{tools}</div>}
      </div>
      <div
        className="panel-body"
        ref={bodyRef}
        tabIndex={overflows ? 0 : undefined}
        role={overflows ? 'group' : undefined}
        aria-labelledby={overflows ? titleId : undefined}
      >
        {body()}
      </div>
    </section>
  );

  function body(): ReactNode {
    if (error !== undefined && error !== null) return <ErrorPanel error={error} inside {...(onRetry === undefined ? {} : { onRetry })} />;
    if (loading) return <Skeleton label={`${title}: loading`} />;
    if (empty !== undefined && empty !== null && empty !== false) return <div className="panel-empty">{empty}</div>;
    return children;
  }
}
