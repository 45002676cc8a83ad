import { Fragment, type ReactNode } from 'react';
import './key-values.css';

export type KeyValue = {
  label: string;
  /** null: unknown; then `why` says why. */
  value: ReactNode | null;
  why?: string;
};

/** What a thing is, line by line. An unknown value says so and why. */
export function KeyValues({ items }: { items: readonly KeyValue[] }) {
  return (
    <dl className="key-values">
      {items.map(({ label, value, why }) => (
        <Fragment key={label}>
          <dt>{label}</dt>
          {value === null ? <dd className="muted">unknown{why === undefined ? '' : `: ${why}`}</dd> : <dd>{value}</dd>}
        </Fragment>
      ))}
    </dl>
  );
}
