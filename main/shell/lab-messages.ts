import type { RunnerLaunch } from '../devices/local/runner-launcher.ts';
import type { EndedJob } from './ended-jobs.ts';

/** What the lab wants of the system's keychain. */
export type SecretRequest =
  | { readonly what: 'get' | 'remove'; readonly account: string }
  | { readonly what: 'set'; readonly account: string; readonly secret: string };

/** What the desktop shell tells the lab process. A `connect` carries the window's MessagePort beside it. */
export type MessageToLab =
  | { readonly type: 'connect' }
  | { readonly type: 'close' }
  | { readonly type: 'secret'; readonly request: number; readonly secret: string | null }
  | { readonly type: 'runner-started'; readonly request: number; readonly pid: number }
  | { readonly type: 'runner-ended'; readonly request: number; readonly exitCode: number };

/** What the lab process tells the desktop shell. */
export type MessageFromLab =
  /** The lab could not be opened, for a reason that a person can do something about. */
  | { readonly type: 'failed'; readonly message: string; readonly remedy: string }
  | { readonly type: 'secret'; readonly request: number; readonly asked: SecretRequest }
  | { readonly type: 'job-ended'; readonly job: EndedJob }
  /** A person had it open another lab. */
  | { readonly type: 'lab-opened'; readonly folder: string }
  | { readonly type: 'start-runner'; readonly request: number; readonly launch: RunnerLaunch };
