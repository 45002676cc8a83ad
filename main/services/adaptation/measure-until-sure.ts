import type { z } from 'zod';
import type { Adaptation, measuringInput } from '../../../preload/contract/adaptation.ts';
import { campaignRequest } from '../../../preload/contract/campaign.ts';
import { LabError, throwIfCancelled } from '../../core/lab-error.ts';
import type { JobControl } from '../../jobs/job-registry.ts';
import type { CampaignManager } from '../campaign-manager.ts';
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
    await measure(context, { ...how, table, column: target, architectures: names.slice(0, most - measured) }, signal);
    const before = measured;
    measured = measuredOf();
    if (measured === before) {
      throw new LabError({ code: 'runner-failed', message: 'Nothing could be measured.', remedy: 'See the campaign on the Measure page.' });
    }
  }
}

async function measure(
  { campaigns, store }: MeasuringContext,
  request: Omit<z.input<typeof campaignRequest>, 'spaceId'> & { readonly table: string },
  signal: AbortSignal,
): Promise<void> {
  const { spaceId } = store.tables.get(request.table);
  const { id } = await campaigns.start(campaignRequest.parse({ ...request, spaceId }));
  const pause = (): void => void campaigns.pause(id);
  signal.addEventListener('abort', pause, { once: true });
  try {
    for await (const event of campaigns.watch(id)) if (event.type === 'campaign' && event.campaign.state !== 'running') break;
  } finally {
    signal.removeEventListener('abort', pause);
  }
  throwIfCancelled(signal);
  const ended = campaigns.get(id);
  if (ended.state !== 'finished') {
    throw new LabError({
      code: 'runner-failed',
      message: ended.message,
      remedy: `Go on with campaign ${id} on the Measure page, then start again.`,
    });
  }
}

function hasColumn({ store }: MeasuringContext, table: string, name: string): boolean {
  return store.tables.get(table).columns.some((column) => column.name === name);
}
