import { LabError } from '../lab-error.ts';
import type { Architecture } from '../spaces/search-space.ts';
import { evaluate } from './evaluate.ts';
import { FrontArchive } from './front-archive.ts';
import type { Problem } from './problem.ts';
import type { SearchRun } from './search-run.ts';
import type { SearchState } from './search-state.ts';

const chunkSize = 4096;

/**
 * Evaluates every architecture of the space; the front is exact. `unsupported` where the space cannot be listed. `from`: where an interrupted run
 * of the same problem stood.
 */
export function* exhaustiveSearch(problem: Problem, from?: SearchState): SearchRun {
  const { space } = problem;
  if (!space.enumerate) {
    throw new LabError({
      code: 'unsupported',
      message: `${space.title} is too large to evaluate every architecture.`,
      remedy: 'Search it with NSGA-II.',
    });
  }
  const archive = new FrontArchive(problem, from);
  const steps = Math.ceil(space.size / chunkSize);
  let step = 0;
  for (const architectures of chunks(space.enumerate())) {
    if (++step <= (from?.step ?? 0)) continue;
    const evaluated = evaluate(problem, architectures);
    archive.add(evaluated);
    yield { step, steps, evaluated, state: archive.state('exhaustive', step) };
  }
  return archive.outcome;
}

function* chunks(architectures: Iterable<Architecture>): Generator<Architecture[]> {
  let chunk: Architecture[] = [];
  for (const architecture of architectures) {
    chunk.push(architecture);
    if (chunk.length < chunkSize) continue;
    yield chunk;
    chunk = [];
  }
  if (chunk.length > 0) yield chunk;
}
