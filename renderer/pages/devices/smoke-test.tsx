import { Check, LoaderCircle, TriangleAlert, type LucideIcon } from 'lucide-react';
import type { CheckStep } from '../../../preload/contract/device.ts';
import { Button } from '../../components/button.tsx';
import { Icon } from '../../components/icon.tsx';
import { Panel } from '../../components/panel.tsx';
import { formatDuration } from '../../state/format.ts';
import type { Tone } from '../../components/tag.tsx';
import type { DeviceCheck } from './use-device-check.ts';
import './smoke-test.css';

const looks: Record<CheckStep['status'], { tone: Tone; icon: LucideIcon; word: string }> = {
  running: { tone: 'accent', icon: LoaderCircle, word: 'running' },
  passed: { tone: 'ok', icon: Check, word: 'passed' },
  failed: { tone: 'bad', icon: TriangleAlert, word: 'failed' },
};

/** The steps of the smoke test as they come; a failed one says what to do. */
export function SmokeTest({ check, off, onRun }: { check: DeviceCheck; off: string | undefined; onRun: () => void }) {
  return (
    <Panel
      title="Smoke test"
      note="stops at the first failure and says what to do"
      tools={
        check.state !== 'never' && (
          <Button
            small
            onClick={onRun}
            working={check.state === 'running'}
            workingLabel="Running…"
            off={check.state === 'running' ? undefined : off}
          >
            Run again
          </Button>
        )
      }
      error={check.state === 'broken' ? check.error : undefined}
      onRetry={onRun}
      empty={
        check.state === 'never' && (
          <>
            This device has not been checked since the window was opened.
            <Button small onClick={onRun} off={off}>
              Run the smoke test
            </Button>
            It takes a few seconds.
          </>
        )
      }
    >
      <ol className="check-steps">
        {check.steps.map((step) => (
          <li key={step.title}>
            <span className={`check-mark tone-${looks[step.status].tone}`}>
              <Icon of={looks[step.status].icon} size={12} turning={step.status === 'running'} />
              <span className="visually-hidden">{looks[step.status].word}</span>
            </span>
            <div>
              <div className="check-title">{step.title}</div>
              <div className="check-detail">{step.detail}</div>
              {step.failure !== undefined && <div className="check-remedy">{step.failure.remedy}</div>}
            </div>
            <span className="check-time">{step.status === 'running' ? 'running' : formatDuration(step.seconds)}</span>
          </li>
        ))}
      </ol>
    </Panel>
  );
}
