import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import { Icon } from './icon.tsx';
import './tag.css';

export type Tone = 'ok' | 'warn' | 'bad' | 'accent' | 'muted';

/** A state: an icon and a word, never colour alone. */
export function Tag({ tone, icon, turning = false, children }: { tone: Tone; icon?: LucideIcon; turning?: boolean; children: ReactNode }) {
  return (
    <span className={`tag tone-${tone}`}>
      {icon !== undefined && <Icon of={icon} size={12} turning={turning} />}
      {children}
    </span>
  );
}
