import { createRng } from '../../../main/core/rng.ts';
import { searchSpaces } from '../../../main/core/spaces/spaces.ts';
import type { TimedSubject } from '../subject.ts';

const architectures = 100_000;

export const samplingSubjects: readonly TimedSubject[] = searchSpaces.map((space) => ({
  name: `sample and encode ${architectures.toLocaleString('en')} architectures of ${space.title}`,
  goalMs: 2000,
  run: () => {
    const rng = createRng(1);
    for (let i = 0; i < architectures; i++) space.encode(space.sample(rng));
  },
}));
