import type { Campaign } from '../../../preload/contract/campaign.ts';
import type { DeviceSummary } from '../../../preload/contract/device.ts';
import type { SearchRequest, SearchResult, Verification } from '../../../preload/contract/search.ts';
import type { TableSummary } from '../../../preload/contract/table.ts';
import { type MeasuringPlan, measuringPlan } from '../adapt/measuring-plan.ts';

/** As many picks as one round measures. */
export const picksOfARound = 10;

/** Where the picks of a search can be measured, or why they cannot. */
export function verifyPlan(
  result: SearchResult,
  tables: readonly TableSummary[],
  devices: readonly DeviceSummary[],
  campaigns: readonly Campaign[],
): MeasuringPlan {
  const table = tables.find(({ name }) => name === result.table);
  if (table === undefined) return { off: 'Its table is not in this lab' };
  if (result.front.every(({ measured }) => measured)) return { off: 'All of the front is measured' };
  return measuringPlan({ table, target: result.target, measured: 0 }, devices, campaigns);
}

/** The question that a kept search answers; older ones do not say all of it. */
export function questionOf({ request, spaceId, modelId, table, target, accuracy, limitMs }: SearchResult): SearchRequest {
  if (request !== undefined) return request;
  const latency = modelId === null ? { table: table ?? '', target } : { modelId };
  return { spaceId, latency, accuracy, ...(limitMs === null ? {} : { limitMs }) };
}

/** What a round showed, in a sentence. */
export function roundAnswer({ picks, after, before }: Verification): string {
  const kept = picks.filter(({ stays }) => stays).length;
  const known = new Set(before.front.map(({ name }) => name));
  const fresh = after.front.filter(({ name }) => !known.has(name)).length;
  const news = fresh === 0 ? 'No new ones came' : `${fresh} new ${fresh === 1 ? 'one' : 'ones'} came`;
  return `${kept} of ${picks.length} picks held on the device. ${news} onto the front with what was measured.`;
}
