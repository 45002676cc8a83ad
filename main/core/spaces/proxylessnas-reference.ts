import { proxylessNetwork, type ProxylessChannels, type ProxylessOperator } from './proxylessnas-network.ts';
import type { ReferenceNetwork } from './reference-network.ts';

const mobileOperators =
  'k5e3 k3e3 zero zero | k7e3 k3e3 k5e3 k5e3 | k7e6 k5e3 k5e3 k5e3 | k5e6 k5e3 k5e3 k5e3 | k7e6 k7e6 k7e3 k7e3 | k7e6';

/** The networks that ProxylessNAS found (Cai et al. 2019); their channels are not those of the search script, so the space does not have them. */
export const proxylessReferences: readonly ReferenceNetwork[] = [
  reference('ProxylessNAS-Mobile', mobileOperators, { stem: 32, first: 16, stages: [32, 40, 80, 96, 192, 320], head: 1280 }),
  reference('ProxylessNAS-Mobile-14', mobileOperators, {
    stem: 48,
    first: 24,
    stages: [40, 56, 112, 136, 256, 448],
    head: 1792,
  }),
  reference(
    'ProxylessNAS-CPU',
    'k3e6 k3e3 k3e3 k3e3 | k3e6 k3e3 k3e3 k5e3 | k3e6 zero zero k3e3 | k5e6 k3e3 k3e3 k3e3 | k5e6 k5e3 k5e3 k3e3 | k5e6',
    { stem: 40, first: 24, stages: [32, 48, 88, 104, 216, 360], head: 1432 },
  ),
  reference(
    'ProxylessNAS-GPU',
    'k5e3 zero zero zero | k7e3 zero zero k3e3 | k7e6 zero zero k5e3 | k5e6 zero k3e3 k5e3 | k7e6 k7e6 k7e6 k5e6 | k7e6',
    { stem: 40, first: 24, stages: [32, 56, 112, 128, 256, 432], head: 1728 },
  ),
];

function reference(name: string, operators: string, channels: ProxylessChannels): ReferenceNetwork {
  const listed = operators.split(/[ |]+/) as ProxylessOperator[];
  return {
    name,
    hasWidths: false,
    variants: [],
    build: ({ resolution, classes }) => proxylessNetwork({ name, operators: listed, channels, resolution, classes }),
  };
}
