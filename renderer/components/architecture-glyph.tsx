export type GlyphBar = {
  /** 0 … 1: share of the dearest choice's cost. */
  height: number;
  /** CSS colour of the kind of choice. */
  colour: string;
};

/** An architecture at a glance: one bar a choice, as high as it is dear. Without a label it is decoration beside the architecture's name. */
export function ArchitectureGlyph({ bars, label }: { bars: readonly GlyphBar[]; label?: string }) {
  const step = bars.length > 8 ? 5 : 8.5;
  const barWidth = bars.length > 8 ? 4 : 6;
  const edge = 16;
  const width = Math.max(1, (bars.length - 1) * step + barWidth);
  return (
    <svg
      width={width}
      height={edge}
      viewBox={`0 0 ${width} ${edge}`}
      {...(label === undefined ? { 'aria-hidden': true } : { role: 'img', 'aria-label': label })}
      style={{ flex: 'none' }}
    >
      {bars.map((bar, position) => {
        const height = Math.max(2, Math.min(1, bar.height) * edge);
        return <rect key={position} x={position * step} y={edge - height} width={barWidth} height={height} rx={1} fill={bar.colour} />;
      })}
    </svg>
  );
}
