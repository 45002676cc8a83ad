import type { Campaign } from '../../../preload/contract/campaign.ts';
import { KeyValues } from '../../components/key-values.tsx';
import { Panel } from '../../components/panel.tsx';
import { formatCount, plural } from '../../state/format.ts';
import { useSpaces } from '../../state/queries.ts';

/** Under what conditions the campaign measures; stored with every number. */
export function CampaignConditions({ campaign }: { campaign: Campaign }) {
  const space = useSpaces().data?.find((candidate) => candidate.id === campaign.spaceId);
  const networks =
    campaign.networks.length > 0
      ? `${plural(campaign.total, 'network')} from files`
      : `${plural(campaign.total, 'architecture')} of ${space?.title ?? campaign.spaceId}`;
  return (
    <Panel title="Conditions" note="stored with every number" grow>
      <KeyValues
        items={[
          { label: 'Networks', value: networks },
          { label: 'Runtime', value: `${campaign.runtime}, ${campaign.precision}, ${plural(campaign.threads, 'thread')}` },
          {
            label: 'Cores',
            value: campaign.affinity.length === 0 ? 'chosen by the system' : `held to cpu ${campaign.affinity.join(', ')}`,
          },
          { label: 'Runs', value: `${plural(campaign.warmup, 'warm-up')}, then at least ${formatCount(campaign.runs)}` },
          { label: 'Table', value: `${campaign.table}, column ${campaign.column}` },
        ]}
      />
    </Panel>
  );
}
