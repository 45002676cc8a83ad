import { invalidInput, LabError } from '../lab-error.ts';
import type { Network } from '../network/network.ts';
import { fbnetReferences } from './fbnet-reference.ts';
import { mobileNetV2Reference } from './mobilenet-v2-reference.ts';
import { mobileNetV3References } from './mobilenet-v3-reference.ts';
import type { ReferenceNetwork } from './reference-network.ts';
import { proxylessReferences } from './proxylessnas-reference.ts';
import type { NetworkOptions } from './search-space.ts';

/** Every reference network, by family. */
export const referenceNetworks: readonly ReferenceNetwork[] = [
  mobileNetV2Reference,
  ...mobileNetV3References,
  ...proxylessReferences,
  ...fbnetReferences,
];

/** The reference network of that name, in upper or lower case; throws `not-found` with the known names. */
export function findReferenceNetwork(name: string): ReferenceNetwork {
  const wanted = name.trim().toLowerCase();
  const found = referenceNetworks.find((reference) => reference.name.toLowerCase() === wanted);
  if (found !== undefined) return found;
  throw new LabError({
    code: 'not-found',
    message: `There is no reference network “${name}”.`,
    remedy: `Choose one of ${referenceNetworks.map((known) => known.name).join(', ')}.`,
  });
}

/** Builds a reference network at 224 × 224 and for 1000 classes unless told otherwise; throws `invalid-input` for a width or variant that it does not have. */
export function buildReference(reference: ReferenceNetwork, options: NetworkOptions = {}): Network {
  const { name, hasWidths, variants } = reference;
  const { resolution = 224, width = 1, classes = 1000, variant } = options;
  if (width !== 1 && !hasWidths) throw invalidInput(`${name} has one width only.`, 'Leave the width out.');
  if (variant !== undefined && !variants.includes(variant)) {
    const known = variants.length === 0 ? 'It has none' : `Choose one of ${variants.join(', ')}`;
    throw invalidInput(`${name} has no variant “${variant}”.`, `${known}.`);
  }
  return reference.build({ resolution, width, classes, variant });
}
