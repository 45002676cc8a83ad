import type { JournalLine } from '../devices/runner-protocol.ts';

type Fields = Readonly<Record<string, unknown>>;
type Check = (value: unknown) => boolean;

/** The value as a line of the runner protocol, or null where it is none. Nothing that passes can make a median that is not positive. */
export function journalLine(value: unknown): JournalLine | null {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return null;
  const fields = value as Fields;
  const checks = typeof fields['type'] === 'string' ? lineChecks.get(fields['type']) : undefined;
  if (checks === undefined) return null;
  const fits = Object.entries(checks).every(([name, check]) => check(fields[name]));
  if (!fits || (fields['type'] === 'result' && !tellsOfEachRun(fields))) return null;
  return value as JournalLine;
}

const text: Check = (value) => typeof value === 'string';
const hash: Check = (value) => typeof value === 'string' && value !== '';
const finite: Check = (value) => typeof value === 'number' && Number.isFinite(value);
const positive: Check = (value) => typeof value === 'number' && Number.isFinite(value) && value > 0;
const notNegative: Check = (value) => typeof value === 'number' && Number.isFinite(value) && value >= 0;
const count: Check = (value) => Number.isSafeInteger(value) && (value as number) >= 0;
const someOf =
  (...known: readonly unknown[]): Check =>
  (value) =>
    known.includes(value);
const listOf =
  (check: Check, minimumLength = 0): Check =>
  (value) =>
    Array.isArray(value) && value.length >= minimumLength && value.every(check);
const orNull =
  (check: Check): Check =>
  (value) =>
    value === null || check(value);

const ofItem = { position: count, modelHash: hash };

const lineChecks: ReadonlyMap<string, Readonly<Record<string, Check>>> = new Map<JournalLine['type'], Readonly<Record<string, Check>>>([
  ['hello', { protocol: someOf(1), runner: text, runtime: text, threads: count, affinity: listOf(count), pid: count }],
  ['load', { ...ofItem, loadUs: notNegative }],
  ['warmup', { ...ofItem, wallUs: listOf(notNegative) }],
  [
    'result',
    {
      ...ofItem,
      wallUs: listOf(positive, 1),
      cpuUs: listOf(notNegative),
      involuntarySwitches: listOf(count),
      clockKhz: orNull(positive),
      tempBeforeC: orNull(finite),
      tempAfterC: orNull(finite),
      outputSum: orNull(finite),
      atMs: positive,
    },
  ],
  ['error', { ...ofItem, stage: someOf('load', 'warmup', 'run'), message: text }],
  ['done', { stopped: someOf(true, false) }],
]);

/** Processor times and switches are there for each run or for none. */
function tellsOfEachRun(fields: Fields): boolean {
  const [runs, ...told] = ['wallUs', 'cpuUs', 'involuntarySwitches'].map((name) => (fields[name] as readonly unknown[]).length);
  return told.every((length) => length === runs) || told.every((length) => length === 0);
}
