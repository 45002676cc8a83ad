import { Button } from '../../components/button.tsx';
import { Panel } from '../../components/panel.tsx';
import { formatDuration } from '../../state/format.ts';
import { CheckSteps, type Step } from './check-steps.tsx';
import type { DeviceCheck } from './use-device-check.ts';

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
      <CheckSteps steps={checkSteps(check)} />
    </Panel>
  );
}

/** The outcome of a check as steps to be shown. */
export function checkSteps({ steps }: DeviceCheck): Step[] {
  return steps.map(({ title, status, detail, seconds, failure }) => ({
    title,
    status,
    detail,
    ...(failure === undefined ? {} : { remedy: failure.remedy }),
    ...(status === 'running' ? {} : { time: formatDuration(seconds) }),
  }));
}
