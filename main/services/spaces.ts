import type { z } from 'zod';
import type { ArchitectureDetail, networkOptions, SpaceSummary } from '../../preload/contract/space.ts';
import { networkCost } from '../core/network/cost.ts';
import { writeOnnx } from '../core/network/onnx/write-onnx.ts';
import { createRng } from '../core/rng.ts';
import { sampleDistinct } from '../core/spaces/sample-distinct.ts';
import type { Architecture, NetworkOptions, SearchSpace } from '../core/spaces/search-space.ts';
import { findSpace, searchSpaces } from '../core/spaces/spaces.ts';
import { os } from './procedures.ts';

/** Search spaces: list, sample, look at an architecture, write its ONNX file. */
export function spaceProcedures() {
  return os.spaces.router({
    list: os.spaces.list.handler(() => searchSpaces.map(toSummary)),
    sample: os.spaces.sample.handler(({ input }) => {
      const space = findSpace(input.spaceId);
      const architectures = sampleDistinct(space, input.samples, createRng(input.seed));
      return { architectures: architectures.map((architecture) => space.print(architecture)) };
    }),
    architecture: os.spaces.architecture.handler(({ input }) => {
      const space = findSpace(input.spaceId);
      return toDetail(space, space.parse(input.name), toNetworkOptions(input));
    }),
    onnx: os.spaces.onnx.handler(({ input }) => {
      const space = findSpace(input.spaceId);
      const network = space.network(space.parse(input.name), toNetworkOptions(input));
      return new Blob([writeOnnx(network, { precision: input.precision, seed: input.seed })], { type: 'application/octet-stream' });
    }),
  });
}

function toSummary({ id, title, description, size, genes, variants }: SearchSpace): SpaceSummary {
  return { id, title, description, size, genes: genes.map(({ name, values }) => ({ name, values: [...values] })), variants: [...variants] };
}

function toNetworkOptions({ resolution, width, variant, classes }: z.output<typeof networkOptions>): NetworkOptions {
  return {
    ...(resolution === undefined ? {} : { resolution }),
    ...(width === undefined ? {} : { width }),
    ...(variant === undefined ? {} : { variant }),
    ...(classes === undefined ? {} : { classes }),
  };
}

function toDetail(space: SearchSpace, architecture: Architecture, options: NetworkOptions): ArchitectureDetail {
  const counted = networkCost(space.network(architecture, { ...options, keepDead: true }));
  const live = networkCost(space.network(architecture, options));
  return {
    space: space.id,
    name: space.print(architecture),
    canonical: space.print(space.canonical(architecture)),
    choices: space.genes.map((gene, index) => gene.values[architecture[index]!]!),
    resolution: live.layers[0]!.output.height,
    macs: counted.macs,
    params: counted.params,
    liveMacs: live.macs,
    liveParams: live.params,
    layers: live.layers.map(({ layer, output, macs, params }) => ({
      name: layer.name,
      kind: layer.kind,
      stage: layer.stage,
      output,
      macs,
      params,
    })),
  };
}
