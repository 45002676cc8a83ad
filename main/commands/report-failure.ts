import { ORPCError } from '@orpc/client';
import { CommanderError } from 'commander';
import { isLabError } from '../core/lab-error.ts';
import { labErrorData } from '../../preload/contract/error.ts';

/** A failure as the terminal shows it. */
interface Failure {
  readonly code: string;
  readonly message: string;
  readonly remedy: string;
  readonly details: string;
}

const exitCode = { expected: 2, cancelled: 130, bug: 1 } as const;

/** Says what happened on stderr (and on stdout as one JSON object with `--json`) and gives the exit code. */
export function reportFailure(error: unknown, json: boolean): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : exitCode.expected; // commander has said it already
  const failure = asFailure(error);
  if (!failure) {
    const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
    process.stderr.write(`This is a bug in ProxyLab. Please report it:\n${text}\n`);
    return exitCode.bug;
  }
  if (json) process.stdout.write(`${JSON.stringify({ error: failure })}\n`);
  process.stderr.write(
    `${failure.message}\n${failure.remedy ? `${failure.remedy}\n` : ''}${failure.details ? `${indent(failure.details)}\n` : ''}`,
  );
  if (failure.code === 'bug') return exitCode.bug;
  return failure.code === 'cancelled' ? exitCode.cancelled : exitCode.expected;
}

function asFailure(error: unknown): Failure | null {
  if (isLabError(error)) return { code: error.code, message: error.message, remedy: error.remedy, details: error.details };
  if (!(error instanceof ORPCError)) return isAbort(error) ? { code: 'cancelled', message: 'Stopped.', remedy: '', details: '' } : null;
  const data = labErrorData.safeParse(error.data);
  if (error.code === 'LAB' && data.success) return { ...data.data, message: error.message };
  if (error.code === 'BAD_REQUEST')
    return { code: 'invalid-input', message: describeIssues(error.data), remedy: 'See --help for what the command takes.', details: '' };
  return null;
}

function isAbort(error: unknown): boolean {
  return error instanceof Error && error.name === 'AbortError';
}

function describeIssues(data: unknown): string {
  const issues =
    (data as { readonly issues?: readonly { readonly path?: readonly PropertyKey[]; readonly message: string }[] } | undefined)?.issues ??
    [];
  if (issues.length === 0) return 'The input does not fit.';
  return issues.map((issue) => `${(issue.path ?? []).map(String).join('.') || 'input'}: ${issue.message}.`).join(' ');
}

function indent(text: string): string {
  return text.replace(/^/gm, '  ');
}
