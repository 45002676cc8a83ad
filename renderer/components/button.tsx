import { LoaderCircle, type LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import { Link } from 'wouter';
import { Icon } from './icon.tsx';
import './button.css';

export type ButtonProps = {
  children: ReactNode;
  icon?: LucideIcon;
  kind?: 'primary' | 'plain' | 'quiet' | 'destructive';
  small?: boolean;
  /** Why it can't be pressed now ("Needs 10 samples"): shown instead of the label. */
  off?: string | undefined;
  /** Word shown while it works ("Starting…"); the width stays the same. */
  workingLabel?: string;
  working?: boolean;
  /** A path of the window: the button is a link then. */
  href?: string;
  submit?: boolean;
  onClick?: () => void;
};

/** A button, or a link that looks like one. One primary a page. */
export function Button({
  children,
  icon,
  kind = 'plain',
  small = false,
  off,
  workingLabel,
  working = false,
  href,
  submit = false,
  onClick,
}: ButtonProps) {
  const className = `button button-${kind}${small ? ' button-small' : ''}${off === undefined ? '' : ' button-off'}`;
  const label = (
    <span className="button-label" data-hidden={working}>
      {icon !== undefined && off === undefined && <Icon of={icon} size={small ? 14 : 16} />}
      {off ?? children}
    </span>
  );
  if (href !== undefined && off === undefined) {
    return (
      <Link href={href} className={className} {...(onClick === undefined ? {} : { onClick })}>
        {label}
      </Link>
    );
  }
  return (
    <button
      type={submit ? 'submit' : 'button'}
      className={className}
      disabled={off !== undefined}
      aria-busy={working}
      onClick={working ? undefined : onClick}
    >
      {label}
      {workingLabel !== undefined && (
        <span className="button-label" data-hidden={!working}>
          <Icon of={LoaderCircle} turning={working} />
          {workingLabel}
        </span>
      )}
    </button>
  );
}
