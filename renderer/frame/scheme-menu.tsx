import { Menu } from '@mantine/core';
import { Check, Monitor, Moon, Sun, type LucideIcon } from 'lucide-react';
import { Icon } from '../components/icon.tsx';
import { useScheme, type SchemeChoice } from '../state/scheme.ts';

const choices: readonly { value: SchemeChoice; label: string; icon: LucideIcon }[] = [
  { value: 'light', label: 'Light', icon: Sun },
  { value: 'dark', label: 'Dark', icon: Moon },
  { value: 'system', label: 'As the system', icon: Monitor },
];

/** Light, dark or as the system. */
export function SchemeMenu() {
  const { choice, scheme, choose } = useScheme();
  return (
    <Menu position="bottom-end" width={170} withinPortal={false}>
      <Menu.Target>
        <button type="button" className="icon-button" aria-label="Colour scheme">
          <Icon of={scheme === 'dark' ? Moon : Sun} />
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        {choices.map(({ value, label, icon }) => (
          <Menu.Item
            key={value}
            role="menuitemradio"
            aria-checked={value === choice}
            leftSection={<Icon of={icon} size={14} />}
            rightSection={value === choice ? <Icon of={Check} size={14} className="menu-chosen" /> : null}
            onClick={() => choose(value)}
          >
            {label}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
