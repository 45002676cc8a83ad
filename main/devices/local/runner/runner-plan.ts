import type { RunnerPlan, RunnerPlanItem } from '../../runner-protocol.ts';

/** Reads a plan; throws with the offending field named where it is not one. */
export function parseRunnerPlan(text: string): RunnerPlan {
  const plan: unknown = JSON.parse(text);
  const fields = record(plan, 'plan');
  if (fields['protocol'] !== 1) throw new Error('plan.protocol must be 1');
  wholeNumber(fields['threads'], 'threads', 1);
  string(fields['stopFile'], 'stopFile');
  for (const processor of list(fields['affinity'], 'affinity')) wholeNumber(processor, 'affinity', 0);
  for (const [index, item] of list(fields['items'], 'items').entries()) checkItem(item, `items[${index}]`);
  return plan as RunnerPlan;
}

function checkItem(item: unknown, path: string): asserts item is RunnerPlanItem {
  const fields = record(item, path);
  wholeNumber(fields['position'], `${path}.position`, 0);
  string(fields['modelHash'], `${path}.modelHash`);
  string(fields['modelPath'], `${path}.modelPath`);
  wholeNumber(fields['warmup'], `${path}.warmup`, 0);
  wholeNumber(fields['runs'], `${path}.runs`, 1);
  duration(fields['minimumMs'], `${path}.minimumMs`);
  duration(fields['maximumMs'], `${path}.maximumMs`);
}

function record(value: unknown, path: string): Readonly<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new Error(`${path} must be an object`);
  return value as Readonly<Record<string, unknown>>;
}

function list(value: unknown, path: string): readonly unknown[] {
  if (!Array.isArray(value)) throw new Error(`plan.${path} must be a list`);
  return value;
}

function string(value: unknown, path: string): void {
  if (typeof value !== 'string' || value === '') throw new Error(`plan.${path} must be a text`);
}

function wholeNumber(value: unknown, path: string, minimum: number): void {
  if (!Number.isSafeInteger(value) || (value as number) < minimum) throw new Error(`plan.${path} must be a whole number from ${minimum}`);
}

function duration(value: unknown, path: string): void {
  if (typeof value !== 'number' || !Number.isFinite(value) || value < 0) throw new Error(`plan.${path} must be a duration in milliseconds`);
}
