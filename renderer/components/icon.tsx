import type { LucideIcon } from 'lucide-react';

export type IconProps = {
  of: LucideIcon;
  /** Edge in pixels. */
  size?: number;
  turning?: boolean;
  className?: string;
};

/** A line icon beside a word; screen readers skip it. */
export function Icon({ of: Drawing, size = 16, turning = false, className = '' }: IconProps) {
  return (
    <Drawing
      size={size}
      strokeWidth={1.6}
      absoluteStrokeWidth
      aria-hidden
      className={`${turning ? 'turning ' : ''}${className}`}
      style={{ flex: 'none' }}
    />
  );
}
