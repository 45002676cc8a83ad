import {
  ChartNoAxesColumn,
  ChartSpline,
  CircleQuestionMark,
  Gauge,
  Grid3x3,
  LibraryBig,
  MonitorSmartphone,
  Shuffle,
  SlidersHorizontal,
  type LucideIcon,
} from 'lucide-react';
import { lazy, type ComponentType } from 'react';
import { DevicesPage } from '../pages/devices.tsx';

export type PageEntry = {
  path: string;
  title: string;
  group: string;
  icon: LucideIcon;
  /** Stands at the foot of the rail. */
  atFoot?: boolean;
  /** Second key after G. */
  key: string;
  component: ComponentType;
  /** Begins to load it, for a page that is about to be opened. */
  load: () => void;
};

function whenOpened(load: () => Promise<ComponentType>): Pick<PageEntry, 'component' | 'load'> {
  return { component: lazy(async () => ({ default: await load() })), load: () => void load() };
}

function atOnce(component: ComponentType): Pick<PageEntry, 'component' | 'load'> {
  return { component, load: () => {} };
}

/** The pages that exist, in the order of the rail; each is loaded when it is first opened, but for the one that a window begins with. */
export const pages: readonly PageEntry[] = [
  {
    path: '/devices',
    title: 'Devices',
    group: 'Measure',
    icon: MonitorSmartphone,
    key: 'd',
    ...atOnce(DevicesPage),
  },
  {
    path: '/measure',
    title: 'Measure',
    group: 'Measure',
    icon: Gauge,
    key: 'm',
    ...whenOpened(async () => (await import('../pages/measure.tsx')).MeasurePage),
  },
  {
    path: '/monotonicity',
    title: 'Monotonicity',
    group: 'Understand',
    icon: Grid3x3,
    key: 'o',
    ...whenOpened(async () => (await import('../pages/monotonicity.tsx')).MonotonicityPage),
  },
  {
    path: '/adapt',
    title: 'Adapt',
    group: 'Understand',
    icon: Shuffle,
    key: 'a',
    ...whenOpened(async () => (await import('../pages/adapt.tsx')).AdaptPage),
  },
  {
    path: '/cost-model',
    title: 'Cost model',
    group: 'Understand',
    icon: ChartNoAxesColumn,
    key: 'c',
    ...whenOpened(async () => (await import('../pages/cost-model.tsx')).CostModelPage),
  },
  {
    path: '/search',
    title: 'Search',
    group: 'Decide',
    icon: ChartSpline,
    key: 's',
    ...whenOpened(async () => (await import('../pages/search.tsx')).SearchPage),
  },
  {
    path: '/library',
    title: 'Library',
    group: 'Keep',
    icon: LibraryBig,
    key: 'l',
    ...whenOpened(async () => (await import('../pages/library.tsx')).LibraryPage),
  },
  {
    path: '/guide',
    title: 'Guide',
    group: '',
    atFoot: true,
    icon: CircleQuestionMark,
    key: 'h',
    ...whenOpened(async () => (await import('../pages/guide.tsx')).GuidePage),
  },
  {
    path: '/settings',
    title: 'Settings',
    group: '',
    icon: SlidersHorizontal,
    key: ',',
    ...whenOpened(async () => (await import('../pages/settings.tsx')).SettingsPage),
  },
];
