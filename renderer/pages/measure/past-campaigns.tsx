import { Ban, Check, Gauge, Pause, TriangleAlert, WifiOff, type LucideIcon } from 'lucide-react';
import { useLocation } from 'wouter';
import type { Campaign } from '../../../preload/contract/campaign.ts';
import { DataTable } from '../../components/data-table.tsx';
import { Tag, type Tone } from '../../components/tag.tsx';
import { formatCount, formatDateTime } from '../../state/format.ts';
import { campaignPhase, type CampaignPhase } from './campaign-state.ts';

export const phaseLooks: Record<CampaignPhase, { tone: Tone; icon: LucideIcon; word: string }> = {
  running: { tone: 'accent', icon: Gauge, word: 'Measuring' },
  waiting: { tone: 'warn', icon: Pause, word: 'Waiting' },
  away: { tone: 'bad', icon: WifiOff, word: 'Device away' },
  paused: { tone: 'warn', icon: Pause, word: 'Paused' },
  interrupted: { tone: 'warn', icon: Pause, word: 'Interrupted' },
  finished: { tone: 'ok', icon: Check, word: 'Finished' },
  cancelled: { tone: 'muted', icon: Ban, word: 'Stopped' },
  failed: { tone: 'bad', icon: TriangleAlert, word: 'Failed' },
};

/** Measurements of this lab, the newest first; picking one opens it. */
export function PastCampaigns({ campaigns }: { campaigns: readonly Campaign[] }) {
  const [, navigate] = useLocation();
  const rows = [...campaigns].sort((a, b) => b.startedAtMs - a.startedAtMs);
  return (
    <DataTable<Campaign>
      caption="Measurements of this lab"
      rows={rows}
      rowKey={(campaign) => campaign.id}
      onSelect={(campaign) => navigate(`/measure?campaign=${encodeURIComponent(campaign.id)}`)}
      height="100%"
      columns={[
        { key: 'started', header: 'Started', cell: (campaign) => formatDateTime(campaign.startedAtMs) },
        { key: 'column', header: 'Device', cell: (campaign) => campaign.column },
        { key: 'table', header: 'Table', cell: (campaign) => campaign.table },
        {
          key: 'done',
          header: 'Measured',
          align: 'right',
          cell: (campaign) => `${formatCount(campaign.done)} of ${formatCount(campaign.total)}`,
        },
        {
          key: 'state',
          header: 'State',
          cell: (campaign) => {
            const look = phaseLooks[campaignPhase(campaign)];
            return (
              <Tag tone={look.tone} icon={look.icon}>
                {look.word}
              </Tag>
            );
          },
        },
      ]}
    />
  );
}
