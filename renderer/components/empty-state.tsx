import type { ReactNode } from 'react';
import './empty-state.css';

export type EmptyStateProps = {
  /** A small drawing of what will stand here. */
  drawing?: ReactNode;
  /** What is missing. */
  title: string;
  /** The shortest way to it. */
  children: ReactNode;
  actions?: ReactNode;
  /** How long that takes. */
  duration?: string;
};

/** A page that has nothing to show yet: what is missing, the shortest way and its time. */
export function EmptyState({ drawing, title, children, actions, duration }: EmptyStateProps) {
  return (
    <section className="empty-state">
      <div>
        {drawing !== undefined && <div className="empty-state-drawing">{drawing}</div>}
        <h2>{title}</h2>
        <p className="empty-state-text">{children}</p>
        {actions !== undefined && <div className="empty-state-actions">{actions}</div>}
        {duration !== undefined && <p className="empty-state-duration">{duration}</p>}
      </div>
    </section>
  );
}
