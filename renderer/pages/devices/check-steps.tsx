import { Check, Clock, LoaderCircle, TriangleAlert, type LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import { Icon } from '../../components/icon.tsx';
import type { Tone } from '../../components/tag.tsx';
import './check-steps.css';

export type StepStatus = 'next' | 'running' | 'waiting' | 'passed' | 'failed';

export type Step = {
  title: string;
  status: StepStatus;
  detail?: ReactNode;
  /** What a person has to do. */
  remedy?: ReactNode;
  /** At the right: how long it took, or that it runs. */
  time?: string;
  /** Below it: what belongs to this step alone. */
  content?: ReactNode;
};

const looks: Record<StepStatus, { tone: Tone; icon: LucideIcon; word: string }> = {
  next: { tone: 'muted', icon: Clock, word: 'next' },
  running: { tone: 'accent', icon: LoaderCircle, word: 'running' },
  waiting: { tone: 'warn', icon: Clock, word: 'waiting' },
  passed: { tone: 'ok', icon: Check, word: 'passed' },
  failed: { tone: 'bad', icon: TriangleAlert, word: 'failed' },
};

/** Steps one below the other, each with its state; a failed one says what to do. */
export function CheckSteps({ steps, inside = false }: { steps: readonly Step[]; inside?: boolean }) {
  return (
    <ol className={inside ? 'check-steps check-steps-inside' : 'check-steps'}>
      {steps.map(({ title, status, detail, remedy, time, content }) => (
        <li key={title} data-status={status}>
          <span className={`check-mark tone-${looks[status].tone}`}>
            <Icon of={looks[status].icon} size={12} turning={status === 'running'} />
            <span className="visually-hidden">{looks[status].word}</span>
          </span>
          <div>
            <div className="check-title">{title}</div>
            {detail !== undefined && <div className="check-detail">{detail}</div>}
            {remedy !== undefined && <div className={status === 'failed' ? 'check-remedy' : 'check-detail strong'}>{remedy}</div>}
            {content}
          </div>
          <span className="check-time">{time ?? (status === 'running' || status === 'next' ? looks[status].word : '')}</span>
        </li>
      ))}
    </ol>
  );
}
