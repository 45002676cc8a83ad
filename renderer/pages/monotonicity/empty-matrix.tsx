const SIDE = 7;
const PITCH = 26;

/** The outline of a heatmap that has no data yet. */
export function EmptyMatrix() {
  const edge = SIDE * PITCH + 2;
  return (
    <svg width={edge} height={edge} viewBox={`0 0 ${edge} ${edge}`} aria-hidden="true">
      {Array.from({ length: SIDE * SIDE }, (_, index) => {
        const row = Math.floor(index / SIDE);
        const column = index % SIDE;
        const diagonal = row === column;
        return (
          <rect
            key={index}
            x={column * PITCH + 1}
            y={row * PITCH + 1}
            width={24}
            height={24}
            rx={3}
            fill={diagonal ? 'var(--sunken)' : 'none'}
            stroke="var(--line-strong)"
            strokeDasharray={diagonal ? undefined : '3 3'}
          />
        );
      })}
    </svg>
  );
}
