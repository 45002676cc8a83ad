import { setImmediate } from 'node:timers/promises';
import { LabError, throwIfCancelled } from '../../core/lab-error.ts';
import { createRng } from '../../core/rng.ts';
import { hypervolumeRatio } from '../../core/search/hypervolume-ratio.ts';
import type { Judges } from '../../core/search/neural/neural-optimizer.ts';
import { trainNeuralOptimizer } from '../../core/search/neural/train-neural-optimizer.ts';
import { nonDominatedFront } from '../../core/search/non-dominated-front.ts';
import type { SearchSpace } from '../../core/spaces/search-space.ts';
import { median, quantiles } from '../../core/stats/quantiles.ts';
import type { Store } from '../../store/open-store.ts';
import { quietPreparation } from '../quiet-preparation.ts';
import { runInSlices } from '../run-in-slices.ts';
import { runSearch, type SearchFindings, type SearchFollower, type SearchSettings } from '../run-search.ts';
import { frontPoint, knowledgeOf, type SearchSources } from '../search-problem.ts';
import { withScores } from '../with-scores.ts';
import { optimizerLessons } from './optimizer-lessons.ts';

type NetworkSettings = Omit<SearchSettings, 'algorithm'>;

/** Limits at which it is asked, evenly over the latencies of the candidates. */
const askedLimits = 40;
/** Steps of training that stand for a generation of other algorithms. */
const stepsOfGeneration = 80;
/** Of the whole: what the search beside it, the lessons, the training and the answers take. */
const [searched, learned, trained] = [10, 25, 90];

/**
 * A neural optimizer, trained on the other devices of the table, answers instead of a search (`NeuralOptimizer`); the usual search is carried out
 * beside it, so that it is seen what is lost and gained. Throws what `optimizerLessons` and searching throw; `unsupported` where there is more to
 * judge by than latency and accuracy, and where names or scores give the network nothing to learn.
 */
export async function searchByNetwork(
  store: Pick<Store, 'models' | 'tables'>,
  space: SearchSpace,
  sources: SearchSources,
  settings: NetworkSettings,
  { signal, report }: Pick<SearchFollower, 'signal' | 'report'>,
): Promise<SearchFindings> {
  refuseWhatItCannot(space, sources, settings);
  const { latency, accuracy } = sources;
  const rng = createRng(settings.seed).fork('neural optimizer');
  const { result: rival, ms: searchMs } = await timed(() => runSearch(space, sources, { ...settings, algorithm: 'auto' }, { signal }));
  if (rival.front.length === 0) return { ...rival, algorithm: 'neural' };
  report?.(searched, 100);
  const lessons = await optimizerLessons({ store, space, target: latency, accuracy, settings, rng: rng.fork('signature'), signal });
  report?.(learned, 100);
  const steps = stepsOfGeneration * (settings.generations ?? 100);
  const { result: optimizer, ms: trainMs } = await timed(() =>
    runInSlices(trainNeuralOptimizer({ ...lessons, steps, questions: 1.5 * steps, rng: rng.fork('training') }), signal, (share) =>
      report?.(learned + (trained - learned) * share, 100),
    ),
  );

  const { architectures, signature } = lessons;
  const latencies = latency.of(architectures).values;
  const signatureMs = Float64Array.from(signature, (row) => latencies[row]!);
  const limits = quantiles(
    latencies,
    Array.from({ length: askedLimits }, (_, i) => 0.01 + (0.99 * i) / (askedLimits - 1)),
  ).filter((limitMs) => limitMs <= (settings.limitMs ?? Infinity));
  const judged = new Map<string, readonly [number, number]>();
  const judges: Judges = {
    latencyMs: (asked) => latency.of(asked).values,
    score: (asked) => accuracy.score(space, asked),
  };
  const answersMs: number[] = [];
  for (const limitMs of [...limits, ...(settings.limitMs === undefined ? [] : [settings.limitMs])]) {
    const { result: answer, ms } = await timed(() =>
      withScores(
        () => optimizer.answer({ signatureMs, limitMs, weight: 0 }, judges),
        async (asked) => accuracy.prepare?.(space, asked, quietPreparation(signal)),
      ),
    );
    answersMs.push(ms);
    if (answer !== null) judged.set(space.print(answer), [judges.latencyMs([answer])[0]!, judges.score([answer])[0]!]);
    await setImmediate();
    throwIfCancelled(signal);
  }

  const answers = [...judged];
  const values = Float64Array.from(answers.flatMap(([, pair]) => pair));
  const front = Array.from(nonDominatedFront(values, ['minimise', 'maximise']), (i) => {
    const architecture = space.parse(answers[i]![0]);
    return frontPoint(space, { architecture, values: [...answers[i]![1]] }, knowledgeOf(latency, architecture));
  });
  return {
    algorithm: 'neural',
    candidates: rival.candidates,
    cloud: rival.cloud,
    front,
    comparison: {
      algorithm: rival.algorithm,
      hypervolumeRatio: hypervolumeRatio(front, rival.front, quantiles(latencies, [0.1])[0]!),
      answers: answersMs.length,
      answerMs: answersMs.length === 0 ? null : median(answersMs),
      searchMs,
      trainMs,
      devices: [...lessons.names],
    },
  };
}

function refuseWhatItCannot(
  space: SearchSpace,
  { accuracy, energy, alsoOn = [], int8 }: SearchSources,
  { sizes = [] }: NetworkSettings,
): void {
  const refused = (message: string) => new LabError({ code: 'unsupported', message, remedy: 'Search with another algorithm.' });
  if (!space.genesDescribe) throw refused(`Names of ${space.title} say nothing about the network, so that none can be proposed.`);
  if (energy !== null || alsoOn.length > 0 || sizes.length > 0 || int8)
    throw refused('A neural optimizer knows latency and accuracy only.');
  if (accuracy.isSlow) throw refused('A neural optimizer learns from thousands of scores, and each of these takes its time.');
}

async function timed<Result>(work: () => Promise<Result>): Promise<{ readonly result: Result; readonly ms: number }> {
  const start = performance.now();
  const result = await work();
  return { result, ms: performance.now() - start };
}
