import { Tooltip } from '@mantine/core';
import type { LucideIcon } from 'lucide-react';
import { Icon } from './icon.tsx';
import './icon-button.css';

export type IconButtonProps = {
  icon: LucideIcon;
  /** What it does, in words; also the tooltip. */
  label: string;
  small?: boolean;
  /** For a button that is on or off. */
  pressed?: boolean;
  disabled?: boolean;
  onClick: () => void;
};

/** A square button with an icon and a tooltip. */
export function IconButton({ icon, label, small = true, pressed, disabled = false, onClick }: IconButtonProps) {
  return (
    <Tooltip label={label} openDelay={400}>
      <button
        type="button"
        className={`icon-button${small ? ' icon-button-small' : ''}`}
        aria-label={label}
        aria-pressed={pressed}
        disabled={disabled}
        onClick={onClick}
      >
        <Icon of={icon} size={small ? 14 : 16} />
      </button>
    </Tooltip>
  );
}
