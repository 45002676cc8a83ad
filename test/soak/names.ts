import fc from 'fast-check';
import { searchSpaces } from '../../main/core/spaces/spaces.ts';
import type { SearchSpace } from '../../main/core/spaces/search-space.ts';
import { createRng } from '../../main/core/rng.ts';
import { damagedText } from './damaged.ts';
import { assertRefusal, fixedRuns, inTime, type SoakProperty } from './soak-property.ts';

/** Whatever the text, a space reads it as a name, or refuses it. */
export const nameProperties: readonly SoakProperty[] = searchSpaces.map((space) => ({
  name: `names of ${space.id}`,
  check(numRuns) {
    const rng = createRng(1);
    const texts = fc.oneof(fc.string({ unit: 'binary' }), damagedText(Array.from({ length: 20 }, () => space.print(space.sample(rng)))));
    fc.assert(
      fc.property(texts, (text) => inTime(() => parse(space, text))),
      fixedRuns(numRuns),
    );
  },
}));

function parse(space: SearchSpace, text: string): void {
  try {
    const architecture = space.parse(text);
    space.parse(space.print(architecture));
  } catch (error) {
    assertRefusal(error);
  }
}
