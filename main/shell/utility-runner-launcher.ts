import type { ParentPort } from 'electron';
import { LabError } from '../core/lab-error.ts';
import type { LaunchedRunner, RunnerLauncher } from '../devices/local/runner-launcher.ts';
import type { MessageFromLab, MessageToLab } from './lab-messages.ts';

interface Waiting {
  started(runner: LaunchedRunner): void;
  failed(error: LabError): void;
  ended: PromiseWithResolvers<number | null>;
}

/** For the lab process: has runners started by the desktop shell, and hears from it how they end. */
export function utilityRunnerLauncher(parent: ParentPort): RunnerLauncher {
  const waiting = new Map<number, Waiting>();
  let requests = 0;

  parent.on('message', ({ data }: { readonly data: MessageToLab }) => {
    if (data.type === 'runner-started') {
      const runner = waiting.get(data.request);
      runner?.started({ pid: data.pid, ended: runner.ended.promise });
    } else if (data.type === 'runner-ended') {
      const runner = waiting.get(data.request);
      waiting.delete(data.request);
      runner?.ended.resolve(data.exitCode);
      runner?.failed(notStarted(data.exitCode)); // without effect where it had started
    }
  });

  return (launch) => {
    const request = ++requests;
    parent.postMessage({ type: 'start-runner', request, launch } satisfies MessageFromLab);
    return new Promise((started, failed) => waiting.set(request, { started, failed, ended: Promise.withResolvers() }));
  };
}

function notStarted(exitCode: number): LabError {
  return new LabError({
    code: 'runner-failed',
    message: 'The benchmark runner could not be started on this computer.',
    remedy: 'Check that the program and its folder are complete, then try again.',
    details: `exit code ${exitCode}`,
  });
}
