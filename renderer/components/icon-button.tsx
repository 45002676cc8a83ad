import { Tooltip } from '@mantine/core';
import type { LucideIcon } from 'lucide-react';
import type { ComponentPropsWithRef } from 'react';
import { Icon } from './icon.tsx';
import './icon-button.css';

export type IconButtonProps = Omit<ComponentPropsWithRef<'button'>, 'type' | 'children'> & {
  icon: LucideIcon;
  /** What it does, in words; also the tooltip. */
  label: string;
  small?: boolean;
  /** For a button that is on or off. */
  pressed?: boolean;
};

/** A square button with an icon and a tooltip; may be the target of a menu. */
export function IconButton({ icon, label, small = true, pressed, className = '', ...rest }: IconButtonProps) {
  return (
    <Tooltip label={label} openDelay={400}>
      <button
        {...rest}
        type="button"
        className={`icon-button${small ? ' icon-button-small' : ''} ${className}`}
        aria-label={label}
        aria-pressed={pressed}
      >
        <Icon of={icon} size={small ? 14 : 16} />
      </button>
    </Tooltip>
  );
}
