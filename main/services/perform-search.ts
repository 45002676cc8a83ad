import { randomUUID } from 'node:crypto';
import type { z } from 'zod';
import type { searchRequest, SearchResult } from '../../preload/contract/search.ts';
import type { AccuracySource } from '../core/accuracy/accuracy-source.ts';
import { brand, type ModelId, type SearchId } from '../core/brand.ts';
import { invalidInput, type LabError } from '../core/lab-error.ts';
import { createRng } from '../core/rng.ts';
import type { SearchSpace } from '../core/spaces/search-space.ts';
import { findSpace } from '../core/spaces/spaces.ts';
import type { Store } from '../store/open-store.ts';
import type { StoredSearch } from '../store/search-repository.ts';
import { accuracySource } from './accuracy-choice.ts';
import { deviceSource } from './device-source.ts';
import { searchByNetwork } from './neural-search/search-by-network.ts';
import { quietPreparation } from './quiet-preparation.ts';
import { runSearch, type SearchFindings, type SearchFollower } from './run-search.ts';
import type { SearchSources } from './search-problem.ts';
import type { SearchCheckpoints } from './search-checkpoints.ts';

export type SearchQuestion = z.output<typeof searchRequest>;

export interface SearchContext {
  readonly store: Pick<Store, 'models' | 'tables' | 'searches'>;
  readonly checkpoints: SearchCheckpoints;
  readonly clock: () => number;
}

const sameInInt8 = 'In int8 accuracies are taken to be the same, which they are not quite: give those of int8 where you have them.';

/** Architectures by whose values a checkpoint is known to be of the same search. */
const probes = 64;

/** Searches and keeps what is found. An interrupted search of the same question on the same values goes on where it was. */
export async function performSearch(
  { store, checkpoints, clock }: SearchContext,
  question: SearchQuestion,
  follower: Pick<SearchFollower, 'signal' | 'report'>,
): Promise<SearchResult> {
  const space = findSpace(question.spaceId);
  const latency = deviceSource(store, space, question.latency, 'latency');
  const energy = question.energy ? deviceSource(store, space, question.energy, 'energy') : null;
  if (energy === null && question.limitMj !== undefined)
    throw invalidInput('A limit of energy needs energies.', 'Name a table or model of energy.');
  const accuracy = await accuracySource(store.tables, space, question.accuracy);
  const alsoOn = (question.alsoOn ?? []).map((other) => deviceSource(store, space, other.latency, 'latency'));
  const int8 = question.int8 && (await int8Sources(store, space, question, accuracy));
  const sources: SearchSources = { latency, accuracy, energy, alsoOn, int8 };
  const key = { question, probe: await probeOf(space, sources, follower.signal) };
  const { algorithm } = question;
  const findings =
    algorithm === 'neural'
      ? await searchByNetwork(store, space, sources, question, follower)
      : await runSearch(
          space,
          sources,
          { ...question, algorithm },
          { ...follower, from: checkpoints.find(key), keep: (checkpoint) => checkpoints.keep(key, checkpoint) },
        );
  checkpoints.forget(key);
  if (findings.front.length === 0) throw nothingFound(findings, question);
  const summary: StoredSearch = {
    id: brand<SearchId>(`search-${randomUUID().slice(0, 8)}`),
    spaceId: space.id,
    table: latency.table,
    target: latency.target,
    modelId: latency.modelId === null ? null : brand<ModelId>(latency.modelId),
    algorithm: findings.algorithm,
    accuracy: question.accuracy,
    accuracyTitle: accuracy.axisTitle,
    accuracyStatement: int8 && int8.accuracy === accuracy ? `${accuracy.statement} ${sameInInt8}` : accuracy.statement,
    accuracyMeasured: accuracy.measured,
    limitMs: question.limitMs ?? null,
    candidates: findings.candidates,
    frontSize: findings.front.length,
    createdAtMs: clock(),
  };
  const { cloud, front, history, comparison } = findings;
  const document = { cloud, front, history, request: question, ...(comparison && { comparison }) };
  store.searches.add(summary, document);
  return { ...summary, ...document };
}

async function int8Sources(
  store: SearchContext['store'],
  space: SearchSpace,
  { int8, energy, alsoOn = [] }: SearchQuestion,
  accuracy: AccuracySource,
): Promise<SearchSources['int8']> {
  if (energy !== undefined || alsoOn.length > 0)
    throw invalidInput('With the precision as a choice, energies and further devices are not known in both.', 'Leave them out.');
  const latency = deviceSource(store, space, int8!.latency, 'latency');
  return { latency, accuracy: int8!.accuracy === undefined ? accuracy : await accuracySource(store.tables, space, int8!.accuracy) };
}

async function probeOf(
  space: SearchSpace,
  { latency, accuracy, energy, alsoOn = [], int8 }: SearchSources,
  signal?: AbortSignal,
): Promise<readonly number[]> {
  const rng = createRng(0);
  const some = Array.from({ length: probes }, () => space.sample(rng));
  const scored = accuracy.isSlow ? [] : some;
  await accuracy.prepare?.(space, scored, quietPreparation(signal));
  const devices = [latency, ...(energy ? [energy] : []), ...alsoOn, ...(int8 ? [int8.latency] : [])];
  return [accuracy.score(space, scored), ...devices.map((device) => device.of(some).values)].flatMap((values) => [...values]);
}

function nothingFound({ candidates, cloud }: SearchFindings, { limitMs, limitMj, alsoOn = [], sizes = [] }: SearchQuestion): LabError {
  const limits = [
    ...(limitMs === undefined ? [] : [`${limitMs} ms`]),
    ...(limitMj === undefined ? [] : [`${limitMj} mJ`]),
    ...alsoOn.flatMap(({ latency, limitMs: other }) =>
      other === undefined ? [] : [`${other} ms on ${'target' in latency ? latency.target : 'another device'}`],
    ),
    ...sizes.flatMap(({ quantity, limit }) => (limit === undefined ? [] : [`${limit} ${quantity}`])),
  ];
  if (candidates === 0 || limits.length === 0)
    return invalidInput('The accuracy source knows none of the candidates.', 'Choose accuracies of this search space.');
  const fastestMs = cloud.latencyMs.reduce((least, value) => Math.min(least, value), Infinity);
  if (limitMs !== undefined && fastestMs > limitMs)
    return invalidInput(
      `No architecture is faster than ${limitMs} ms; the fastest of ${candidates} takes about ${fastestMs.toPrecision(3)} ms.`,
      'Raise the limit.',
    );
  const [only, ...others] = limits;
  return invalidInput(
    others.length === 0
      ? `None of ${candidates} architectures keeps the limit of ${only}.`
      : `None of ${candidates} architectures keeps the limits of ${limits.join(', ')} at once.`,
    'Raise a limit.',
  );
}
