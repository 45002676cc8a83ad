import type { z } from 'zod';
import type { Adaptation, measuringInput } from '../../../preload/contract/adaptation.ts';
import { LabError, throwIfCancelled } from '../../core/lab-error.ts';
import type { JobControl } from '../../jobs/job-registry.ts';
import type { CampaignManager } from '../campaign-manager.ts';
import { measureIntoTable } from '../measure-into-table.ts';
import { filledCells } from '../table-column.ts';
import { type AdaptContext, adaptOnTable, firstOnTable, keepAdaptation } from './adapt-on-table.ts';

export interface MeasuringContext extends AdaptContext {
  readonly campaigns: CampaignManager;
}

type Request = z.output<typeof measuringInput>;

const fewestSamples = 3;

/**
 * Measures the most informative architectures on the device, adapts, and goes on until the lower bound of SRCC is high enough, or all allowed
 * measurements are made. What is measured stands in the table: interrupted, it goes on from there.
 */
export async function measureUntilSure(context: MeasuringContext, request: Request, control: JobControl): Promise<Adaptation> {
  const { table, proxy, target, sources, method, seed, name, until, most, step, ...how } = request;
  const { signal } = control;
  const about = { table, proxy, target, sources, seed };
  const adaptation = { ...about, method, name, select: 'ivr', proposals: step } as const;
  const measuredOf = () => (hasColumn(context, table, target) ? filledCells(context.store.tables.get(table), target).names.length : 0);
  let measured = measuredOf();
  for (;;) {
    throwIfCancelled(signal);
    control.report({ message: `${measured} measured`, done: measured, total: most });
    const adapted = measured >= fewestSamples ? await adaptOnTable(context, adaptation, signal) : null;
    const low = adapted?.found.certainty?.low;
    if (adapted && ((low !== undefined && low >= until) || measured >= most || adapted.found.next.length === 0))
      return keepAdaptation(context, adapted);
    const names = adapted
      ? adapted.found.next.map(({ name }) => name)
      : await firstOnTable(context, { ...about, count: Math.max(step, fewestSamples) }, signal);
    const sureness = low === undefined ? '' : `, SRCC surely ${low.toFixed(2)}`;
    control.report({ message: `Measuring ${names.length} more${sureness}` });
    await measureIntoTable(context, { ...how, table, column: target, architectures: names.slice(0, most - measured) }, signal);
    const before = measured;
    measured = measuredOf();
    if (measured === before) {
      throw new LabError({ code: 'runner-failed', message: 'Nothing could be measured.', remedy: 'See the campaign on the Measure page.' });
    }
  }
}

function hasColumn({ store }: MeasuringContext, table: string, name: string): boolean {
  return store.tables.get(table).columns.some((column) => column.name === name);
}
