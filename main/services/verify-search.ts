import type { z } from 'zod';
import type { FrontPoint, SearchResult, Verification, verifyRequest } from '../../preload/contract/search.ts';
import { invalidInput } from '../core/lab-error.ts';
import type { JobControl } from '../jobs/job-registry.ts';
import { type AdaptContext, adaptOnTable, keepAdaptation } from './adaptation/adapt-on-table.ts';
import type { CampaignManager } from './campaign-manager.ts';
import { measureIntoTable } from './measure-into-table.ts';
import { performSearch, type SearchContext, type SearchQuestion } from './perform-search.ts';
import { filledCells } from './table-column.ts';

export interface VerifyContext extends SearchContext, AdaptContext {
  readonly store: SearchContext['store'] & AdaptContext['store'];
  readonly campaigns: CampaignManager;
}

type Request = z.output<typeof verifyRequest>;

/**
 * One round of verification: searches, measures picks of the front that were only predicted, and searches again. What is measured counts as it is; a
 * model that was adapted from a proxy is adapted anew, with the new measurements among its samples. Measurements stand in the table: interrupted, they
 * are not made twice.
 */
export async function verifySearch(
  context: VerifyContext,
  { search, measuring, most }: Request,
  control: JobControl,
): Promise<Verification> {
  const { signal } = control;
  if (search.int8 !== undefined)
    throw invalidInput('Picks are verified in one precision at a time.', 'Search in that precision and verify its picks.');
  control.report({ message: 'Searching' });
  const before = await performSearch(context, search, { signal });
  const { table, target } = before;
  if (table === null) throw invalidInput('The model’s table is not in this lab: there is no column to measure into.', 'Import the table.');
  const picks = spread(
    before.front.filter(({ measured }) => !measured),
    most,
  );
  if (picks.length > 0) {
    control.report({ message: `Measuring ${picks.length} of the front` });
    await measureIntoTable(context, { ...measuring, table, column: target, architectures: picks.map(({ name }) => name) }, signal);
  }
  control.report({ message: 'Searching with what was measured' });
  const after = await performSearch(context, await refitted(context, search, before, signal), { signal });
  const { names, values } = filledCells(context.store.tables.get(table), target);
  const measuredMs = new Map(names.map((name, i) => [name, values[i]!]));
  const kept = new Set(after.front.map(({ name }) => name));
  return {
    picks: picks.map(({ name, latencyMs }) => ({
      name,
      predictedMs: latencyMs,
      measuredMs: measuredMs.get(name) ?? null,
      stays: kept.has(name),
    })),
    before,
    after,
  };
}

/** Evenly along the front, its ends among them. */
function spread(front: readonly FrontPoint[], most: number): FrontPoint[] {
  if (front.length <= most) return [...front];
  if (most === 1) return [front.at(-1)!];
  return Array.from({ length: most }, (_, i) => front[Math.round((i * (front.length - 1)) / (most - 1))]!);
}

/** The same question, by a model that knows the new measurements. */
async function refitted(
  context: VerifyContext,
  search: SearchQuestion,
  { table, target, modelId }: SearchResult,
  signal: AbortSignal,
): Promise<SearchQuestion> {
  if (modelId === null || !('modelId' in search.latency)) return search; // a column's own model is fitted with every search
  const proxy = context.store.models.list().find(({ id }) => id === modelId)?.proxy ?? null;
  if (proxy === null) return search;
  const about = { table: table!, proxy, target, sources: 'all', method: 'auto', seed: search.seed, select: 'ivr', proposals: 1 } as const;
  const { model } = keepAdaptation(context, await adaptOnTable(context, about, signal));
  return { ...search, latency: { modelId: model.id } };
}
