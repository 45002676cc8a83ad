import type { Campaign } from '../../../preload/contract/campaign.ts';

/** What a campaign's architectures are called: networks from files by their files, all others by their own names. */
export function networkNames({ networks }: Pick<Campaign, 'networks'>): (architecture: string) => string {
  const files = new Map(networks.map(({ name, fileName }) => [name, fileName]));
  return (architecture) => files.get(architecture) ?? architecture;
}
