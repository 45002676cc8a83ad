import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { createRng } from '../../../main/core/rng.ts';
import { isLabError } from '../../../main/core/lab-error.ts';
import { networkCost } from '../../../main/core/network/cost.ts';
import type { Architecture, SearchSpace } from '../../../main/core/spaces/search-space.ts';
import { nasBench201 } from '../../../main/core/spaces/nas-bench-201.ts';
import { findSpace, searchSpaces } from '../../../main/core/spaces/spaces.ts';

const samplesOf = (space: SearchSpace, count: number): Architecture[] => {
  const rng = createRng(17);
  return Array.from({ length: count }, () => space.sample(rng));
};

const isMember = (space: SearchSpace, architecture: Architecture): boolean =>
  architecture.length === space.genes.length && architecture.every((value, gene) => space.genes[gene]!.values[value] !== undefined);

for (const space of searchSpaces) {
  describe(space.title, () => {
    const samples = samplesOf(space, 1000);

    test('what is printed is parsed to the same architecture', () => {
      for (const architecture of samples) assert.deepEqual(space.parse(space.print(architecture)), architecture);
    });

    test('encodings have one value a dimension and say what the dimension names', () => {
      const live = space.dimensions('live');
      const plain = space.dimensions('one-hot');
      assert.equal(new Set(live).size, live.length);
      assert.deepEqual(space.dimensions(), live);
      for (const architecture of samples) {
        const encoded = space.encode(architecture, 'one-hot');
        assert.equal(encoded.length, plain.length);
        const chosen = space.genes.map((gene, index) => `${gene.name}=${gene.values[architecture[index]!]}`);
        assert.deepEqual(
          plain.filter((_, i) => encoded[i] === 1),
          [...chosen, '1'],
        );
        const shown = space.genes.map((gene, index) => `${gene.name}=${gene.values[space.canonical(architecture)[index]!]}`);
        const liveEncoded = space.encode(architecture);
        assert.equal(liveEncoded.length, live.length);
        assert.equal(liveEncoded.at(-1), 1);
        for (const [i, name] of live.entries()) {
          if (name.startsWith('live ') && name.includes('=') && liveEncoded[i] === 1)
            assert.ok([...chosen, ...shown].includes(name.slice('live '.length)), name);
        }
      }
    });

    test('what is live is used, and what is used is built', () => {
      for (const architecture of samples) {
        const [live, used, built] = [space.liveGenes(architecture), space.usedGenes(architecture), space.builtGenes(architecture)];
        space.genes.forEach(({ name }, gene) => {
          if (live[gene]) assert.equal(used[gene], true, name);
          if (used[gene]) assert.equal(built[gene], true, name);
        });
      }
    });

    test('the same networks have the same live one-hot, different costs different ones', () => {
      const rng = createRng(3);
      for (const architecture of samples.slice(0, 50)) {
        const mutant = space.mutate(architecture, rng);
        const costs = [architecture, mutant].map((member) => networkCost(space.network(member)).macs);
        if (costs[0] !== costs[1]) assert.notDeepEqual(space.encode(architecture), space.encode(mutant));
      }
    });

    test('a mutant is another member of the space whose network differs', () => {
      const rng = createRng(5);
      for (const architecture of samples) {
        const mutant = space.mutate(architecture, rng);
        assert.ok(isMember(space, mutant));
        assert.notDeepEqual(space.encode(mutant), space.encode(architecture));
      }
      for (const architecture of samples.slice(0, 50)) {
        const layers = JSON.stringify(space.network(architecture).layers);
        assert.notEqual(JSON.stringify(space.network(space.mutate(architecture, rng)).layers), layers);
      }
    });

    test('a child takes every gene from one of its parents', () => {
      const rng = createRng(7);
      for (const [i, mother] of samples.entries()) {
        const father = samples[(i + 1) % samples.length]!;
        const child = space.crossover(mother, father, rng);
        assert.ok(isMember(space, child));
        assert.ok(child.every((value, gene) => value === mother[gene] || value === father[gene]));
      }
    });

    test('neighbours differ in exactly one gene, and none is missing', () => {
      for (const architecture of samples.slice(0, 20)) {
        const neighbours = [...space.neighbours(architecture)];
        assert.equal(
          neighbours.length,
          space.genes.reduce((sum, gene) => sum + gene.values.length - 1, 0),
        );
        assert.equal(new Set(neighbours.map((neighbour) => neighbour.join())).size, neighbours.length);
        for (const neighbour of neighbours) {
          assert.ok(isMember(space, neighbour));
          assert.equal(neighbour.filter((value, gene) => value !== architecture[gene]).length, 1);
        }
      }
    });

    test('the canonical form is a fixed point and the same network', () => {
      for (const architecture of samples) {
        const canonical = space.canonical(architecture);
        assert.deepEqual(space.canonical(canonical), canonical);
        // NAS-Bench-201 counts cells as one that are different networks; its own test covers them.
        if (space !== nasBench201) assert.equal(space.networkKey(canonical), space.networkKey(architecture));
      }
      for (const architecture of samples.slice(0, 100)) {
        const canonical = space.canonical(architecture);
        if (space.networkKey(canonical) !== space.networkKey(architecture)) continue;
        const [own, other] = [architecture, canonical].map((member) => networkCost(space.network(member)));
        assert.deepEqual([own!.macs, own!.params], [other!.macs, other!.params]);
        if (space !== nasBench201) assert.deepEqual(space.encode(architecture), space.encode(canonical));
      }
    });

    test('sampling is repeatable and uses every value of every gene', () => {
      assert.deepEqual(samplesOf(space, 10), samples.slice(0, 10));
      for (const [index, gene] of space.genes.entries()) {
        assert.equal(new Set(samples.map((architecture) => architecture[index])).size, gene.values.length, gene.name);
      }
    });

    test('whatever is not a name is refused as invalid input with an example', () => {
      const name = space.print(samples[0]!);
      fc.assert(
        fc.property(fc.nat(name.length - 1), fc.string({ maxLength: 3 }), (place, text) => {
          const broken = name.slice(0, place) + text + name.slice(place + 1);
          try {
            assert.ok(isMember(space, space.parse(broken)));
          } catch (error) {
            assert.ok(isLabError(error, 'invalid-input'), String(error));
            assert.match(error.remedy, /^Write it like /);
            assert.ok(isMember(space, space.parse(error.remedy.slice('Write it like '.length))));
          }
        }),
        { seed: 11, numRuns: 500 },
      );
    });

    test('an unknown variant is refused', () => {
      assert.throws(
        () => space.network(samples[0]!, { variant: 'mnist' }),
        (error) => isLabError(error, 'invalid-input') && error.message.includes('mnist'),
      );
    });
  });
}

test('spaces are found by id, and an unknown id lists the known ones', () => {
  for (const space of searchSpaces) assert.equal(findSpace(space.id), space);
  assert.throws(
    () => findSpace('nas-bench-101'),
    (error) => isLabError(error, 'not-found') && error.remedy.includes('nas-bench-201, mobilenet-v3'),
  );
});
