import './skeleton.css';

/** Bars that stand for content on its way; they show after 300 ms. */
export function Skeleton({ label = 'Loading' }: { label?: string }) {
  return (
    <div className="skeleton" role="status">
      <span className="visually-hidden">{label}</span>
      <i style={{ width: '100%' }} />
      <i style={{ width: '82%' }} />
      <i style={{ width: '91%' }} />
      <i style={{ width: '60%' }} />
    </div>
  );
}
