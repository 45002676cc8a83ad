import { randomUUID } from 'node:crypto';
import type { SearchResult } from '../../preload/contract/search.ts';
import { brand, type ModelId, type SearchId } from '../core/brand.ts';
import { LabError } from '../core/lab-error.ts';
import { findSpace } from '../core/spaces/spaces.ts';
import type { Store } from '../store/open-store.ts';
import type { StoredSearch } from '../store/search-repository.ts';
import { accuracySource } from './accuracy-choice.ts';
import { latencySource } from './latency-source.ts';
import { os } from './procedures.ts';
import { runSearch, type SearchFindings } from './run-search.ts';

interface SearchContext {
  readonly store: Pick<Store, 'models' | 'tables' | 'searches'>;
  readonly clock: () => number;
}

/** Searches: run one and keep it, list, look again. */
export function searchProcedures({ store, clock }: SearchContext) {
  return os.searches.router({
    run: os.searches.run.handler(async ({ input, signal }): Promise<SearchResult> => {
      const space = findSpace(input.spaceId);
      const latency = latencySource(store, space, input.latency);
      const accuracy = await accuracySource(store.tables, space, input.accuracy);
      const findings = await runSearch(space, latency, accuracy, { ...input, limitMs: input.limitMs }, signal);
      if (findings.front.length === 0) throw nothingFound(findings, input.limitMs);
      const summary: StoredSearch = {
        id: brand<SearchId>(`search-${randomUUID().slice(0, 8)}`),
        spaceId: space.id,
        table: latency.table,
        target: latency.target,
        modelId: latency.modelId === null ? null : brand<ModelId>(latency.modelId),
        algorithm: findings.algorithm,
        accuracy: input.accuracy,
        accuracyTitle: accuracy.axisTitle,
        accuracyStatement: accuracy.statement,
        accuracyMeasured: accuracy.measured,
        limitMs: input.limitMs ?? null,
        candidates: findings.candidates,
        frontSize: findings.front.length,
        createdAtMs: clock(),
      };
      const { cloud, front } = findings;
      store.searches.add(summary, { cloud, front });
      return { ...summary, cloud, front };
    }),
    list: os.searches.list.handler(() => [...store.searches.list()]),
    get: os.searches.get.handler(({ input }) => {
      const { summary, document } = store.searches.get(brand<SearchId>(input.searchId));
      return { ...summary, ...(document as Pick<SearchResult, 'cloud' | 'front'>) };
    }),
  });
}

function nothingFound({ candidates, cloud }: SearchFindings, limitMs: number | undefined): LabError {
  if (candidates === 0 || limitMs === undefined)
    return new LabError({
      code: 'invalid-input',
      message: 'The accuracy table knows none of the candidates.',
      remedy: 'Choose an accuracy table of this search space.',
    });
  const fastestMs = cloud.latencyMs.reduce((least, value) => Math.min(least, value), Infinity);
  return new LabError({
    code: 'invalid-input',
    message: `No architecture is faster than ${limitMs} ms; the fastest of ${candidates} takes about ${fastestMs.toPrecision(3)} ms.`,
    remedy: 'Raise the limit.',
  });
}
