import { TextInput } from '@mantine/core';
import {
  Cpu,
  Check,
  FileText,
  Gauge,
  LoaderCircle,
  Lock,
  Monitor,
  Smartphone,
  TriangleAlert,
  WifiOff,
  type LucideIcon,
} from 'lucide-react';
import { useState } from 'react';
import type { DeviceSummary } from '../../../preload/contract/device.ts';
import type { ProfileSummary } from '../../../preload/contract/profile.ts';
import { Icon } from '../../components/icon.tsx';
import { Tag, type Tone } from '../../components/tag.tsx';
import { compareNames } from '../../state/compare-names.ts';
import { formatCount, plural } from '../../state/format.ts';
import './device-list.css';

/** What is picked: a device that can be measured, or the profile of one that another lab has. */
export type Picked = { device: string } | { profile: string };

type Entry = {
  picks: Picked;
  key: string;
  group: string;
  icon: LucideIcon;
  name: string;
  detail: string;
  tag: { tone: Tone; icon?: LucideIcon; word: string };
};

const kindIcons: Record<DeviceSummary['kind'], LucideIcon> = { local: Monitor, adb: Smartphone, ssh: Cpu };
const kindGroups: Record<DeviceSummary['kind'], string> = { local: 'Here', adb: 'Phones', ssh: 'Boards' };

const states: Record<DeviceSummary['state'], Entry['tag']> = {
  ready: { tone: 'ok', icon: Check, word: 'Ready' },
  measuring: { tone: 'accent', icon: Gauge, word: 'Measuring' },
  checking: { tone: 'accent', icon: LoaderCircle, word: 'Checking' },
  unauthorized: { tone: 'warn', icon: Lock, word: 'Needs you' },
  offline: { tone: 'muted', icon: WifiOff, word: 'Offline' },
};
const failed: Entry['tag'] = { tone: 'bad', icon: TriangleAlert, word: 'Failed' };

/** From so many on the list can be narrowed by typing. */
const searchedFrom = 12;

export type DeviceListProps = {
  devices: readonly DeviceSummary[];
  /** Those of other labs. */
  profiles: readonly ProfileSummary[];
  /** Ids of devices that did not pass their smoke test. */
  failedIds: ReadonlySet<string>;
  /** Key of what is picked: `device:…` or `profile:…`. */
  selectedKey: string | null;
  onSelect: (picked: Picked) => void;
};

/** Devices by where they are, each with its state; below them the profiles that were imported. */
export function DeviceList({ devices, profiles, failedIds, selectedKey, onSelect }: DeviceListProps) {
  const [sought, setSought] = useState('');
  const entries = [
    ...devices.map((device) => deviceEntry(device, failedIds)),
    ...profiles.map(profileEntry).toSorted((a, b) => compareNames(a.name, b.name)),
  ];
  const shown = entries.filter((entry) => matches(entry, sought));
  const groups = Map.groupBy(shown, (entry) => entry.group);
  return (
    <>
      {entries.length > searchedFrom && (
        <TextInput
          className="device-search"
          aria-label="Find a device"
          placeholder={`Find one of ${formatCount(entries.length)}`}
          value={sought}
          onChange={(event) => setSought(event.currentTarget.value)}
        />
      )}
      {shown.length === 0 && <p className="device-none secondary small">No device is called like that.</p>}
      {[...groups].map(([group, members]) => (
        <div key={group} className="device-group">
          <h3>{members.length > searchedFrom ? `${group} (${formatCount(members.length)})` : group}</h3>
          <ul>
            {members.map((entry) => (
              <li key={entry.key}>
                <button
                  type="button"
                  className="device-entry"
                  title={`${entry.name}\n${entry.detail}`}
                  aria-current={entry.key === selectedKey ? 'true' : undefined}
                  onClick={() => onSelect(entry.picks)}
                >
                  <Icon of={entry.icon} />
                  <span className="device-name ellipsis">{entry.name}</span>
                  <Tag tone={entry.tag.tone} {...(entry.tag.icon === undefined ? {} : { icon: entry.tag.icon })}>
                    {entry.tag.word}
                  </Tag>
                  <span className="device-detail">{entry.detail}</span>
                </button>
              </li>
            ))}
          </ul>
        </div>
      ))}
    </>
  );
}

function deviceEntry(device: DeviceSummary, failedIds: ReadonlySet<string>): Entry {
  return {
    picks: { device: device.id },
    key: `device:${device.id}`,
    group: kindGroups[device.kind],
    icon: kindIcons[device.kind],
    name: device.name,
    detail: device.detail,
    tag: device.state === 'ready' && failedIds.has(device.id) ? failed : states[device.state],
  };
}

function profileEntry(profile: ProfileSummary): Entry {
  const architectures = profile.columns.reduce((sum, column) => sum + column.architectures, 0);
  return {
    picks: { profile: profile.id },
    key: `profile:${profile.id}`,
    group: 'Imported profiles',
    icon: FileText,
    name: profile.name,
    detail: [profile.processorModel, plural(architectures, 'latency', 'latencies')].filter((part) => part !== null).join(' · '),
    tag: { tone: 'muted', word: 'Profile' },
  };
}

function matches({ name, detail, tag }: Entry, sought: string): boolean {
  const words = `${name} ${detail} ${tag.word}`.toLowerCase();
  return sought
    .toLowerCase()
    .split(/\s+/)
    .every((word) => words.includes(word));
}
