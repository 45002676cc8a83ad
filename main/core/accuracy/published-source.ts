import { invalidInput } from '../lab-error.ts';
import { networkCost } from '../network/cost.ts';
import type { Network } from '../network/network.ts';
import type { Architecture, SearchSpace } from '../spaces/search-space.ts';
import type { AccuracySource } from './accuracy-source.ts';
import { estimateTop1, type PublishedFeatures } from './published-fit.ts';
import { publishedImageNet } from './published-imagenet.ts';

const imageNetClasses = 1000;
const smallestResolution = 96;

/** Estimated ImageNet top-1 from a fit to published networks. `invalid-input` for a space whose networks are not made for ImageNet. */
export function publishedSource(space: SearchSpace): AccuracySource {
  const { weights, networks, meanErrorPp, p90ErrorPp } = publishedImageNet;
  const known = new Map<string, number>();
  const estimate = (architecture: Architecture): number => {
    const key = space.networkKey(architecture);
    const value = known.get(key) ?? estimateTop1(weights, publishedFeatures(space.network(architecture)));
    known.set(key, value);
    return value;
  };
  const [example] = [space.network(space.genes.map(() => 0))];
  const input = example.layers.find(({ kind }) => kind === 'input');
  const classes = example.layers.findLast((layer) => layer.kind === 'fully-connected')?.outChannels;
  if (classes !== imageNetClasses || input?.kind !== 'input' || input.shape.height < smallestResolution) {
    throw invalidInput(
      `Networks of ${space.title} are not made for ImageNet: published ImageNet results say nothing of their accuracy.`,
      'Give accuracies as a table, or search with macs.',
    );
  }
  return {
    kind: 'published',
    axisTitle: 'Estimated ImageNet top-1, %',
    statement:
      `Estimated ImageNet top-1, fitted to ${networks} published networks. Typical error on an unseen family about ` +
      `±${meanErrorPp.toFixed(1)} points, 1 in 10 beyond ${p90ErrorPp.toFixed(1)}. It sees size, resolution, squeeze-excite and activation only; ` +
      'differences under 1.5 points are not evidence. Import trained accuracies before deciding.',
    measured: false,
    score: (_space, architectures) => Float64Array.from(architectures, estimate),
  };
}

/** What the estimate sees of a network. */
export function publishedFeatures(network: Network): PublishedFeatures {
  const { macs, params } = networkCost(network);
  const input = network.layers.find((layer) => layer.kind === 'input');
  const isSwish = (layer: Network['layers'][number]) =>
    layer.kind === 'activation' && (layer.activation === 'swish' || layer.activation === 'hard-swish');
  return {
    macs,
    params,
    resolution: input?.kind === 'input' ? input.shape.height : 224,
    squeezeExcite: network.layers.some(({ kind }) => kind === 'multiply'),
    swish: network.layers.some(isSwish),
  };
}
