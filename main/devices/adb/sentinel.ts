import type { CommandResult } from '../remote/device-link.ts';

/** Standard error is for people: the beginning tells it. */
const maximumStderr = 4000;

/**
 * A command line whose output ends with its exit code and standard error behind `mark`. The daemon tells no exit code, and a stream that is
 * cut looks like one that has ended: only the last line proves that the command was carried out. What the shell itself says of a command that was
 * killed counts as the command's standard error.
 */
export function withSentinel(command: string, mark: string): string {
  return `exec 3>&1; e=$( exec 2>&1; ( ${command}\n) 1>&3 3>&- </dev/null ); c=$?; printf '\\n%s %d\\n%s\\n%s\\n' ${mark} $c "\${e:0:${maximumStderr}}" ${mark}`;
}

/** What `withSentinel` printed, or null while its end is not there. */
export function readSentinel(output: Buffer, mark: string): CommandResult | null {
  const end = `\n${mark}\n`;
  if (output.length < end.length || output.toString('latin1', output.length - end.length) !== end) return null;
  const start = output.lastIndexOf(`\n${mark} `, output.length - end.length);
  if (start === -1) return null;
  const [, exitCode, stderr] = /^\n\S+ (\d{1,3})\n([^]*)$/.exec(output.toString('utf8', start, output.length - end.length)) ?? [];
  if (exitCode === undefined || stderr === undefined) return null;
  return { exitCode: Number(exitCode), stdout: output.subarray(0, start), stderr };
}
