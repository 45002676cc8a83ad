import { spawn } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { LabError } from '../../core/lab-error.ts';
import { customWords } from '../runtimes/custom-runtime.ts';

/** What a started runner works on. */
export interface RunnerLaunch {
  /** The device folder: the runner's working folder, to which the paths are relative. */
  readonly folder: string;
  readonly planPath: string;
  readonly journalPath: string;
  /** Absolute path of the file that takes what the runner prints. */
  readonly logPath: string;
}

export interface LaunchedRunner {
  readonly pid: number;
  /** Resolves with the exit code, null where a signal ended it. */
  readonly ended: Promise<number | null>;
}

/** Starts the runner so that it outlives this program. Throws `runner-failed`. Injected, since inside Electron it is done differently. */
export type RunnerLauncher = (launch: RunnerLaunch) => Promise<LaunchedRunner>;

export interface RunnerProgram {
  /** The Node.js program. */
  readonly node?: string;
  /** The runner's entry file. */
  readonly entry?: string;
}

const defaultEntry = fileURLToPath(new URL('./runner/bench.ts', import.meta.url));

/** Launches the runner as a detached process of Node.js. */
export function runnerLauncher({ node = process.execPath, entry = defaultEntry }: RunnerProgram = {}): RunnerLauncher {
  return programLauncher([node, '--expose-gc', entry]);
}

/** Launches a program that takes the runner's arguments after these words. */
export function programLauncher(words: readonly string[]): RunnerLauncher {
  return (launch) => launchDetached([...words, '--plan', launch.planPath, '--journal', launch.journalPath], launch);
}

/** Launches a user's own program by its command, without a shell. */
export function customLauncher(command: string): RunnerLauncher {
  return (launch) => launchDetached(customWords(command, 'json-lines', { plan: launch.planPath, journal: launch.journalPath }), launch);
}

async function launchDetached(
  [program = '', ...parameters]: readonly string[],
  { folder, logPath }: RunnerLaunch,
): Promise<LaunchedRunner> {
  const log = openSync(logPath, 'a');
  try {
    const child = spawn(program, parameters, {
      cwd: folder,
      detached: true, // its own session: neither the lab's end nor a closed terminal reaches it
      stdio: ['ignore', log, log],
      env: runnerEnvironment(process.env),
      windowsHide: true,
    });
    const ended = new Promise<number | null>((resolve) => child.once('exit', resolve));
    await new Promise<void>((resolve, reject) => {
      child.once('spawn', resolve);
      child.once('error', reject);
    });
    child.unref();
    if (child.pid === undefined) throw new Error('a spawned process has no pid');
    return { pid: child.pid, ended };
  } catch (error) {
    throw new LabError({
      code: 'runner-failed',
      message: 'The benchmark runner could not be started on this computer.',
      remedy: 'Check that the program and its folder are complete, then try again.',
      details: `${[program, ...parameters].join(' ')}: ${error instanceof Error ? error.message : String(error)}`,
      cause: error,
    });
  } finally {
    closeSync(log);
  }
}

/** The lab's environment without what would change how Node.js runs, and with the runtime's telemetry off. */
function runnerEnvironment({ NODE_OPTIONS: _options, NODE_TEST_CONTEXT: _test, ...rest }: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return { ...rest, ORT_DISABLE_TELEMETRY: '1' };
}
