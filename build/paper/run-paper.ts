import { mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { createProgressLine } from '../../main/commands/progress-line.ts';
import { reportFailure } from '../../main/commands/report-failure.ts';
import { invalidInput, LabError, throwIfCancelled } from '../../main/core/lab-error.ts';
import type { JobProgress } from '../../main/jobs/job-registry.ts';
import { meetsGoal, type SectionResult } from './figure.ts';
import { KeptResults } from './kept-results.ts';
import { markdownReport } from './markdown.ts';
import { PaperLab } from './paper-lab.ts';
import type { PaperSection } from './section.ts';
import { paperSections } from './sections/sections.ts';

/**
 * `npm run paper -- [-o FOLDER] [--only a,c] [--quick] [--workers N]`: the lab beside the published results, on the tables of PROXYLAB_DATA.
 * Writes report.md and report.json to the folder (default: paper), where every finished unit of work is kept as well: a run that was stopped
 * or killed goes on where it was, and what is finished is done again only where its data, its protocol or the code that it runs have changed.
 */
const usage = 'npm run paper -- [-o FOLDER] [--only a,c] [--quick] [--workers N]';
const abort = new AbortController();
process.once('SIGINT', () => abort.abort());

function say(line: string): void {
  process.stderr.write(`${line}\n`);
}

function options() {
  try {
    const { values } = parseArgs({
      options: {
        output: { type: 'string', short: 'o', default: 'paper' },
        only: { type: 'string' },
        quick: { type: 'boolean', default: false },
        workers: { type: 'string' },
      },
    });
    return { ...values, sections: chosenSections(values.only), workers: threads(values.workers) };
  } catch (error) {
    throw error instanceof TypeError ? invalidInput(error.message, usage) : error;
  }
}

function threads(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  if (/^[1-9]\d?$/.test(text)) return Number(text);
  throw invalidInput(`There cannot be ${text} workers.`, 'Give a whole number from 1 to 99.');
}

function chosenSections(only: string | undefined): readonly PaperSection[] {
  if (only === undefined) return paperSections;
  const ids = only.split(',').map((id) => id.trim());
  const unknown = ids.find((id) => !paperSections.some((section) => section.id === id));
  if (unknown === undefined) return paperSections.filter(({ id }) => ids.includes(id));
  throw invalidInput(
    `There is no section “${unknown}”.`,
    `Choose from ${paperSections.map(({ id, title }) => `${id} (${title})`).join(', ')}.`,
  );
}

async function resultOf({ id, title, about, files, measure }: PaperSection, lab: PaperLab): Promise<SectionResult> {
  const missing = files.filter((file) => !lab.has(file));
  const skipped = missing.length === 0 ? null : `PROXYLAB_DATA has no ${missing.join(', ')}.`;
  return { id, title, about, skipped, figures: skipped === null ? await measure(lab) : [] };
}

function writeReport(folder: string, sections: readonly SectionResult[]): void {
  const judged = sections.map((section) => ({ ...section, figures: section.figures.map((one) => ({ ...one, met: meetsGoal(one) })) }));
  for (const [name, text] of [
    ['report.md', markdownReport(sections)],
    ['report.json', `${JSON.stringify({ sections: judged }, null, 2)}\n`],
  ] as const) {
    writeFileSync(join(folder, `${name}.new`), text);
    renameSync(join(folder, `${name}.new`), join(folder, name));
  }
}

async function run(): Promise<void> {
  const { output, sections, quick, workers } = options();
  const dataFolder = process.env['PROXYLAB_DATA'];
  if (!dataFolder) {
    const remedy = 'Set PROXYLAB_DATA to the folder of the reference tables, see README.md.';
    throw new LabError({ code: 'not-found', message: 'There are no published tables to compare on.', remedy });
  }
  mkdirSync(output, { recursive: true });
  const kept = new KeptResults(join(output, 'units.jsonl'));
  const line = createProgressLine(process.stderr, Date.now);
  const results: SectionResult[] = [];
  for (const section of sections) {
    const report = ({ message = '', done = 0, total = 0, etaSeconds = null }: JobProgress) =>
      line.show({ message: `(${section.id}) ${message}`, done, total, etaSeconds });
    const lab = new PaperLab({ dataFolder, kept, quick, workers, control: { signal: abort.signal, report } });
    const result = await resultOf(section, lab);
    line.end();
    throwIfCancelled(abort.signal);
    results.push(result);
    writeReport(output, results);
    const met = result.figures.map(meetsGoal).filter((one) => one !== null);
    say(`(${section.id}) ${section.title}: ${result.skipped ?? `${met.filter(Boolean).length} of ${met.length} goals met`}`);
  }
  say(resolve(output, 'report.md'));
}

try {
  await run();
} catch (error) {
  process.exitCode = reportFailure(error, false);
}
