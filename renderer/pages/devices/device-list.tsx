import { Cpu, Check, Gauge, Lock, Monitor, Smartphone, WifiOff, type LucideIcon } from 'lucide-react';
import type { DeviceSummary } from '../../../preload/contract/device.ts';
import { Icon } from '../../components/icon.tsx';
import { Tag, type Tone } from '../../components/tag.tsx';
import './device-list.css';

const kinds: Record<DeviceSummary['kind'], { icon: LucideIcon; group: string }> = {
  local: { icon: Monitor, group: 'Here' },
  adb: { icon: Smartphone, group: 'Plugged in' },
  ssh: { icon: Cpu, group: 'On the network' },
};

const states: Record<DeviceSummary['state'], { tone: Tone; icon: LucideIcon; word: string }> = {
  ready: { tone: 'ok', icon: Check, word: 'Ready' },
  measuring: { tone: 'accent', icon: Gauge, word: 'Measuring' },
  unauthorized: { tone: 'warn', icon: Lock, word: 'Needs you' },
  offline: { tone: 'muted', icon: WifiOff, word: 'Offline' },
};

export type DeviceListProps = { devices: readonly DeviceSummary[]; selectedId: string | null; onSelect: (deviceId: string) => void };

/** Devices by where they are, each with its state. */
export function DeviceList({ devices, selectedId, onSelect }: DeviceListProps) {
  const groups = Map.groupBy(devices, (device) => kinds[device.kind].group);
  return [...groups].map(([group, members]) => (
    <div key={group} className="device-group">
      <h3>{group}</h3>
      <ul>
        {members.map((device) => (
          <li key={device.id}>
            <button
              type="button"
              className="device-entry"
              aria-current={device.id === selectedId ? 'true' : undefined}
              onClick={() => onSelect(device.id)}
            >
              <Icon of={kinds[device.kind].icon} />
              <span className="device-name ellipsis">{device.name}</span>
              <Tag tone={states[device.state].tone} icon={states[device.state].icon}>
                {states[device.state].word}
              </Tag>
              <span className="device-detail">{device.detail}</span>
            </button>
          </li>
        ))}
      </ul>
    </div>
  ));
}
