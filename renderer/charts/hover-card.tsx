import type { ReactNode } from 'react';
import type { Size } from './use-size.ts';

interface HoverCardProps {
  /** Pixel that the card speaks of. */
  readonly x: number;
  readonly y: number;
  readonly size: Size;
  /** The value first. */
  readonly title: string;
  /** Then unit, interval, source, and what Enter does. */
  readonly children?: ReactNode;
}

const CARD_WIDTH = 250;
const CARD_HEIGHT = 84;

/** Card beside a point of a chart; keeps inside the stage. */
export function HoverCard({ x, y, size, title, children }: HoverCardProps) {
  const toLeft = x + 16 + CARD_WIDTH > size.width;
  const above = y + 12 + CARD_HEIGHT > size.height;
  return (
    <div
      className="chart-card"
      style={{
        ...(toLeft ? { right: Math.max(0, size.width - x + 14) } : { left: x + 14 }),
        ...(above ? { bottom: Math.max(0, size.height - y + 10) } : { top: y + 10 }),
        maxWidth: CARD_WIDTH,
      }}
    >
      <b>{title}</b>
      {children}
    </div>
  );
}
