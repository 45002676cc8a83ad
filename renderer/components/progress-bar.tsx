import './progress-bar.css';

/** How far something is; amber when it waits for something named. `share` is a fraction. */
export function ProgressBar({ share, label, waiting = false, width }: { share: number; label: string; waiting?: boolean; width?: number }) {
  const percent = Math.round(Math.max(0, Math.min(1, share)) * 100);
  return (
    <span
      className={`progress-bar${waiting ? ' progress-bar-waiting' : ''}`}
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={percent}
      style={width === undefined ? undefined : { width }}
    >
      <i style={{ transform: `scaleX(${percent / 100})` }} />
    </span>
  );
}
