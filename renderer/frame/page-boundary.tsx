import { Component, type ReactNode } from 'react';
import { ErrorPanel } from '../components/error-panel.tsx';

/** A page that breaks says so in its place; the frame stays. A change of `page` begins anew. */
export class PageBoundary extends Component<{ page: string; children: ReactNode }, { error: unknown; page: string }> {
  override state: { error: unknown; page: string } = { error: null, page: this.props.page };

  static getDerivedStateFromError(error: unknown): { error: unknown } {
    return { error };
  }

  static getDerivedStateFromProps(props: { page: string }, state: { page: string }): { error: unknown; page: string } | null {
    return props.page === state.page ? null : { error: null, page: props.page };
  }

  override render(): ReactNode {
    if (this.state.error === null) return this.props.children;
    return (
      <div style={{ padding: 'var(--s6)' }}>
        <ErrorPanel error={this.state.error} retryLabel="Load the window again" onRetry={() => location.reload()} />
      </div>
    );
  }
}
