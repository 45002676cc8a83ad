import { LabError } from '../core/lab-error.ts';
import type { CampaignSpec } from '../core/measurement/measurement.ts';
import type { JournalLine } from '../devices/runner-protocol.ts';

/** What the runner does otherwise than the campaign's conditions say, as half a sentence; null where it keeps to them. */
export function conditionMismatch(
  hello: Extract<JournalLine, { type: 'hello' }>,
  { conditions, runner }: Pick<CampaignSpec, 'conditions' | 'runner'>,
): string | null {
  const runtime = runner?.kind === 'custom' ? runner.runtime : conditions.runtime;
  if (hello.runtime !== runtime) return `it runs ${hello.runtime} and the campaign was begun with ${runtime}`;
  if (hello.threads !== conditions.threads) return `it uses ${hello.threads} threads instead of ${conditions.threads}`;
  const wanted = [...conditions.affinity].sort((a, b) => a - b).join(', ');
  const held = [...hello.affinity].sort((a, b) => a - b).join(', ');
  if (held === wanted) return null;
  return held === '' ? `it cannot be held to the processors ${wanted}` : `it is held to the processors ${held} instead of ${wanted}`;
}

/** Latencies of different conditions are never mixed in one column. */
export function otherConditions(mismatch: string): LabError {
  return new LabError({
    code: 'unsupported',
    message: `The runner does not keep to the conditions of this campaign: ${mismatch}.`,
    remedy: 'Start a new campaign with conditions that the device can keep to.',
  });
}
