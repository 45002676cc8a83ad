import { LabError } from '../lab-error.ts';
import type { Architecture } from '../spaces/search-space.ts';
import { evaluate } from './evaluate.ts';
import { FrontArchive } from './front-archive.ts';
import type { Problem } from './problem.ts';
import type { SearchRun } from './search-run.ts';

const chunkSize = 4096;

/** Evaluates every architecture of the space; the front is exact. `unsupported` where the space cannot be listed. */
export function* exhaustiveSearch(problem: Problem): SearchRun {
  const { space } = problem;
  if (!space.enumerate) {
    throw new LabError({
      code: 'unsupported',
      message: `${space.title} is too large to evaluate every architecture.`,
      remedy: 'Search it with NSGA-II.',
    });
  }
  const archive = new FrontArchive(problem);
  const steps = Math.ceil(space.size / chunkSize);
  let step = 0;
  for (const architectures of chunks(space.enumerate())) {
    const evaluated = evaluate(problem, architectures);
    archive.add(evaluated);
    yield { step: ++step, steps, evaluated };
  }
  return { front: archive.front, evaluations: archive.evaluations };
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
