import { readFileSync } from 'node:fs';
import { referenceData } from '../../helpers/requirements.ts';

/** Sections of the transcripts of real phones, beside the reference data; by the beginning of their title. */
export function androidTranscript(title: string): string {
  const file = referenceData('../fixtures/android.md');
  const sections = file === undefined ? [] : readFileSync(file, 'utf8').split(/^## /m);
  const section = sections.find((text) => text.startsWith(title));
  if (section === undefined) throw new Error(`no transcript of ${title}`);
  return section.slice(section.indexOf('\n') + 1);
}
