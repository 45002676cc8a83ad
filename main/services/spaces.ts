import type { z } from 'zod';
import { customSpaceId, referenceSpaceId } from '../../preload/contract/space-ids.ts';
import type { ArchitectureDetail, CustomNetwork, networkOptions, SpaceSummary } from '../../preload/contract/space.ts';
import { peakActivationBytes } from '../core/network/activation-memory.ts';
import { networkCost } from '../core/network/cost.ts';
import { writeOnnx } from '../core/network/onnx/write-onnx.ts';
import type { Network } from '../core/network/network.ts';
import { createRng } from '../core/rng.ts';
import { buildReference, findReferenceNetwork } from '../core/spaces/reference-networks.ts';
import { sampleDistinct } from '../core/spaces/sample-distinct.ts';
import type { NetworkOptions, SearchSpace } from '../core/spaces/search-space.ts';
import { findSpace, searchSpaces } from '../core/spaces/spaces.ts';
import { type NetworkFile, readNetworkFile } from '../formats/network-file.ts';
import { networkSource } from './custom-networks.ts';
import { os } from './procedures.ts';

/** Search spaces: list, sample, look at an architecture, a published network or one from a file, write its ONNX file. */
export function spaceProcedures() {
  return os.spaces.router({
    list: os.spaces.list.handler(() => searchSpaces.map(toSummary)),
    sample: os.spaces.sample.handler(({ input }) => {
      const space = findSpace(input.spaceId);
      const architectures = sampleDistinct(space, input.samples, createRng(input.seed));
      return { architectures: architectures.map((architecture) => space.print(architecture)) };
    }),
    architecture: os.spaces.architecture.handler(({ input }) => toDetail(named(input), toNetworkOptions(input))),
    custom: os.spaces.custom.handler(async ({ input: { source }, signal }) => {
      return toCustom(await readNetworkFile(networkSource(source), signal));
    }),
    onnx: os.spaces.onnx.handler(({ input }) => {
      const network = named(input).network(toNetworkOptions(input));
      return new Blob([writeOnnx(network, { precision: input.precision, seed: input.seed })], { type: 'application/octet-stream' });
    }),
  });
}

/** A network that was asked for by name. */
interface NamedNetwork extends Pick<ArchitectureDetail, 'space' | 'name' | 'canonical' | 'choices'> {
  network(options: NetworkOptions): Network;
}

function named({ spaceId, name }: { readonly spaceId: string; readonly name: string }): NamedNetwork {
  if (spaceId === referenceSpaceId) {
    const reference = findReferenceNetwork(name);
    const names = { space: referenceSpaceId, name: reference.name, canonical: reference.name };
    return { ...names, choices: [], network: (options) => buildReference(reference, options) };
  }
  const space = findSpace(spaceId);
  const architecture = space.parse(name);
  return {
    space: space.id,
    name: space.print(architecture),
    canonical: space.print(space.canonical(architecture)),
    choices: space.genes.map((gene, index) => gene.values[architecture[index]!]!),
    network: (options) => space.network(architecture, options),
  };
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

function toDetail({ network, ...names }: NamedNetwork, options: NetworkOptions): ArchitectureDetail {
  const counted = networkCost(network({ ...options, keepDead: true }));
  const liveNetwork = network(options);
  const live = networkCost(liveNetwork);
  return {
    ...names,
    resolution: live.layers[0]!.output.height,
    macs: counted.macs,
    params: counted.params,
    liveMacs: live.macs,
    liveParams: live.params,
    peakActivationBytes: peakActivationBytes(liveNetwork),
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

function toCustom({ network, name, fileName, bytes, hash, producer, operatorSet, precision, folded }: NetworkFile): CustomNetwork {
  const detail = toDetail({ space: customSpaceId, name, canonical: name, choices: [], network: () => network }, {});
  return { ...detail, fileName, fileBytes: bytes.length, hash, producer, operatorSet, precision, folded: { ...folded } };
}
