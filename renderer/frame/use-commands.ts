import { Gauge, List, Monitor, Moon, Sun, Table2, type LucideIcon } from 'lucide-react';
import { useLocation } from 'wouter';
import { formatDateTime, plural } from '../state/format.ts';
import { useDevices } from '../state/devices.tsx';
import { useCampaigns, useTables } from '../state/queries.ts';
import { useScheme } from '../state/scheme.ts';
import { pages } from './pages.ts';

export type Command = {
  id: string;
  group: 'Do' | 'Go to';
  title: string;
  detail: string;
  icon: LucideIcon;
  keys?: string;
  run: () => void;
};

/** All that the palette offers: actions first, then places of this lab. */
export function useCommands(onJobs: () => void): Command[] {
  const [, navigate] = useLocation();
  const { choose } = useScheme();
  const devices = useDevices().data ?? [];
  const tables = useTables().data ?? [];
  const campaigns = useCampaigns().data ?? [];
  return [
    ...devices.map((device): Command => ({
      id: `measure:${device.id}`,
      group: 'Do',
      title: `Measure on ${device.name}`,
      detail: device.detail,
      icon: Gauge,
      run: () => navigate(`/measure?campaign=new&device=${encodeURIComponent(device.id)}`),
    })),
    { id: 'jobs', group: 'Do', title: 'Show the jobs', detail: '', icon: List, keys: 'J', run: onJobs },
    { id: 'light', group: 'Do', title: 'Light scheme', detail: '', icon: Sun, run: () => choose('light') },
    { id: 'dark', group: 'Do', title: 'Dark scheme', detail: '', icon: Moon, run: () => choose('dark') },
    { id: 'system', group: 'Do', title: 'Scheme of the system', detail: '', icon: Monitor, run: () => choose('system') },
    ...pages.map((page): Command => ({
      id: page.path,
      group: 'Go to',
      title: page.title,
      detail: 'page',
      icon: page.icon,
      keys: `G ${page.key.toUpperCase()}`,
      run: () => navigate(page.path),
    })),
    ...tables.map((table): Command => ({
      id: `table:${table.name}`,
      group: 'Go to',
      title: table.name,
      detail: `table, ${plural(table.architectures, 'architecture')}, ${plural(table.columns.length, 'column')}`,
      icon: Table2,
      run: () => navigate(`/monotonicity?table=${encodeURIComponent(table.name)}`),
    })),
    ...campaigns.map((campaign): Command => ({
      id: `campaign:${campaign.id}`,
      group: 'Go to',
      title: `${campaign.column}, ${campaign.table}`,
      detail: `measurement of ${formatDateTime(campaign.startedAtMs)}, ${campaign.done} of ${campaign.total}`,
      icon: Gauge,
      run: () => navigate(`/measure?campaign=${encodeURIComponent(campaign.id)}`),
    })),
  ];
}
