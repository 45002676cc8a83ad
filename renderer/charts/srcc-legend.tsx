/** What the colours and marks of the heatmap mean. */
export function SrccLegend() {
  return (
    <div className="legend srcc-legend">
      <span>SRCC</span>
      <span className="srcc-ramp">
        .00
        <Ramp from={0} to={8} />
        .90
        <Ramp from={9} to={10} />1
      </span>
      <span>
        <svg width="9" height="9" viewBox="0 0 9 9" aria-hidden="true">
          <circle cx="4.5" cy="4.5" r="3.5" fill="var(--ink)" />
        </svg>
        reuse
      </span>
      <span>
        <svg width="9" height="9" viewBox="0 0 9 9" aria-hidden="true">
          <circle cx="4.5" cy="4.5" r="3.2" fill="none" stroke="var(--ink)" strokeWidth="1.4" />
        </svg>
        95 % interval crosses .90
      </span>
      <span>no mark: adapt</span>
    </div>
  );
}

function Ramp({ from, to }: { from: number; to: number }) {
  const steps = Array.from({ length: to - from + 1 }, (_, index) => from + index);
  return (
    <span className="srcc-ramp-steps">
      {steps.map((step) => (
        <i key={step} style={{ background: `var(--seq-${step})` }} />
      ))}
    </span>
  );
}
