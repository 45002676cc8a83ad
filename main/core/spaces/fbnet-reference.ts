import { fbnetNetwork, type FbnetOperator } from './fbnet-network.ts';
import type { ReferenceNetwork } from './reference-network.ts';

const largeHead = 1984;

/**
 * FBNet-A, -B and -C (Wu et al. 2019), by default as in Facebook's mobile-vision, where blocks of expansion 1 have no first convolution; the
 * variant `timm` keeps it, as do timm and the search space.
 */
export const fbnetReferences: readonly ReferenceNetwork[] = [
  reference(
    'FBNet-A',
    'skip | k3_e3 k3_e1 skip skip | k5_e6 k3_e3 k5_e1 k3_e3 | k5_e6 k5_e3 k5_e1_g2 k5_e6 | k3_e6 k5_e1_g2 k5_e3 k3_e1_g2 | k5_e6 k5_e6 k5_e3 k5_e6 | k5_e6',
    1504,
  ),
  reference(
    'FBNet-B',
    'k3_e1 | k3_e6 k5_e1 k3_e1 k3_e1 | k5_e6 k5_e3 k3_e6 k5_e6 | k5_e6 k5_e6 skip k5_e3 | k5_e6 k3_e1 k5_e1 k5_e3 | k5_e6 k5_e1 k5_e6 k5_e6 | k3_e6',
    largeHead,
  ),
  reference(
    'FBNet-C',
    'k3_e1 | k3_e6 skip k3_e1 k3_e1 | k5_e6 k5_e3 k5_e6 k3_e6 | k5_e6 k5_e3 k5_e6 k5_e6 | k5_e6 k5_e6 k5_e6 k5_e3 | k5_e6 k5_e6 k5_e6 k5_e6 | k3_e6',
    largeHead,
  ),
];

function reference(name: string, operators: string, headChannels: number): ReferenceNetwork {
  const listed = operators.split(/[ |]+/) as FbnetOperator[];
  return {
    name,
    hasWidths: false,
    variants: ['mobile-vision', 'timm'],
    build: ({ resolution, classes, variant }) =>
      fbnetNetwork({
        name,
        operators: listed,
        form: 'imagenet',
        keepsFirstConvolution: variant === 'timm',
        headChannels,
        resolution,
        classes,
      }),
  };
}
