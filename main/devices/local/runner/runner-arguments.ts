import { parseArgs } from 'node:util';

/** `bench --plan PLAN.json --journal FILE` and nothing else; throws where that is not what was given. */
export function runnerArguments(words: readonly string[]): { readonly plan: string; readonly journal: string } {
  const { values } = parseArgs({
    args: [...words],
    options: { plan: { type: 'string' }, journal: { type: 'string' } },
    strict: true,
    allowPositionals: false,
  });
  if (!values.plan || !values.journal) throw new Error('usage: bench --plan PLAN.json --journal FILE');
  return { plan: values.plan, journal: values.journal };
}
