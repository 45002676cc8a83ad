import {
  FolderOpen,
  Gauge,
  Grid3x3,
  Keyboard,
  List,
  Map as MapIcon,
  Monitor,
  MonitorSmartphone,
  Moon,
  Shuffle,
  Sun,
  type LucideIcon,
} from 'lucide-react';
import { useLocation } from 'wouter';
import { kindIcons } from '../pages/library/entry-icon.ts';
import { kindWords } from '../pages/library/entries.ts';
import { useLibrary } from '../pages/library/queries.ts';
import { plural } from '../state/format.ts';
import { useDevices } from '../state/devices.tsx';
import { useRecentLabs, useTables } from '../state/queries.ts';
import { useScheme } from '../state/scheme.ts';
import { chooseLab, type AskForLab } from './choose-lab.ts';
import { guideAddress, guideChapters } from './guide-chapters.ts';
import { pages } from './pages.ts';

export type Command = {
  id: string;
  group: 'Do' | 'Go to' | 'In the library' | 'Guide';
  title: string;
  detail: string;
  icon: LucideIcon;
  keys?: string;
  run: () => void;
};

export type CommandActions = { onJobs: () => void; onShortcuts: () => void; onOpenLab: AskForLab };

/** All that the palette offers: actions first, then places of this lab, what it keeps, and the guide. */
export function useCommands({ onJobs, onShortcuts, onOpenLab }: CommandActions): Command[] {
  const [, navigate] = useLocation();
  const { choose } = useScheme();
  const devices = useDevices().data ?? [];
  const tables = useTables().data ?? [];
  const entries = useLibrary().entries ?? [];
  const labs = useRecentLabs().data ?? [];
  const go = (path: string, values: Record<string, string>) => (): void => navigate(`${path}?${new URLSearchParams(values).toString()}`);
  const adaptable = tables.filter(({ quantity, columns }) => quantity === 'latency' && columns.length > 1);
  return [
    ...devices.map((device): Command => ({
      id: `measure:${device.id}`,
      group: 'Do',
      title: `Measure on ${device.name}`,
      detail: device.detail,
      icon: Gauge,
      run: go('/measure', { campaign: 'new', device: device.id }),
    })),
    ...adaptable.map(({ name, columns }): Command => ({
      id: `adapt:${name}`,
      group: 'Do',
      title: `Adapt a device of ${name}`,
      detail: plural(columns.length, 'device'),
      icon: Shuffle,
      run: go('/adapt', { table: name }),
    })),
    { id: 'jobs', group: 'Do', title: 'Show the jobs', detail: '', icon: List, keys: 'J', run: onJobs },
    { id: 'shortcuts', group: 'Do', title: 'Show the keyboard shortcuts', detail: '', icon: Keyboard, keys: '?', run: onShortcuts },
    { id: 'tour', group: 'Do', title: 'Take the tour', detail: 'with the sample table', icon: MapIcon, run: () => navigate('/welcome') },
    ...labs.map(({ name, folder }): Command => ({
      id: `lab:${folder}`,
      group: 'Do',
      title: `Open the lab ${name}`,
      detail: folder,
      icon: FolderOpen,
      run: () => onOpenLab(folder),
    })),
    { id: 'lab', group: 'Do', title: 'Open another lab', detail: 'its folder', icon: FolderOpen, run: () => chooseLab(onOpenLab) },
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
    ...devices.map((device): Command => ({
      id: `device:${device.id}`,
      group: 'Go to',
      title: device.name,
      detail: `device, ${device.state}`,
      icon: MonitorSmartphone,
      run: go('/devices', { device: device.id }),
    })),
    ...adaptable.flatMap(({ name, columns }) =>
      columns.map((column): Command => ({
        id: `column:${name}:${column.name}`,
        group: 'Go to',
        title: `${column.name} in ${name}`,
        detail: `column, ${plural(column.measured, 'architecture')}`,
        icon: Grid3x3,
        run: go('/monotonicity', { table: name, b: column.name }),
      })),
    ),
    ...entries.map((entry): Command => ({
      id: entry.key,
      group: 'In the library',
      title: entry.name,
      detail: `${kindWords[entry.kind].toLowerCase()}, ${entry.contents}, ${entry.from}`,
      icon: kindIcons[entry.kind],
      run: () => navigate(entry.page ?? `/library?${new URLSearchParams({ show: entry.key }).toString()}`),
    })),
    ...guideChapters.map(({ id, title, about }): Command => ({
      id: `guide:${id}`,
      group: 'Guide',
      title,
      detail: about,
      icon: MapIcon,
      run: () => navigate(guideAddress(id)),
    })),
  ];
}
