import { Menu } from '@mantine/core';
import { Cpu, FileText, Plus, Smartphone } from 'lucide-react';
import { useState, type ReactNode, type Ref } from 'react';
import { Button } from '../../components/button.tsx';
import { Icon } from '../../components/icon.tsx';
import { BoardDialog } from './board-dialog.tsx';
import type { Picked } from './device-list.tsx';
import { ImportProfilesDialog } from './import-profiles-dialog.tsx';
import { PhoneDialog } from './phone-dialog.tsx';
import './add-device.css';

const ways = [
  { key: 'phone', icon: Smartphone, words: 'A phone over Wi-Fi…' },
  { key: 'board', icon: Cpu, words: 'A board over SSH…' },
  { key: 'profile', icon: FileText, words: 'A colleague’s profile…' },
] as const;

/** The ways in which a device comes into the lab. One on a cable needs none: it appears by itself. */
export function AddDevice({ onAdded }: { onAdded: (picked: Picked) => void }) {
  const [opened, setOpened] = useState(false);
  const [way, setWay] = useState<(typeof ways)[number]['key'] | null>(null);
  const close = (): void => setWay(null);
  return (
    <>
      <Menu opened={opened} onChange={setOpened} position="bottom-end">
        <Menu.Target>
          <Anchor>
            <Button small icon={Plus} onClick={() => setOpened(!opened)}>
              Add
            </Button>
          </Anchor>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Label>A phone on a cable appears by itself</Menu.Label>
          {ways.map(({ key, icon, words }) => (
            <Menu.Item key={key} leftSection={<Icon of={icon} />} onClick={() => setWay(key)}>
              {words}
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
      <PhoneDialog opened={way === 'phone'} onClose={close} />
      <BoardDialog opened={way === 'board'} onClose={close} onAdded={({ id }) => onAdded({ device: id })} />
      <ImportProfilesDialog opened={way === 'profile'} onClose={close} onImported={(id) => onAdded({ profile: id })} />
    </>
  );
}

/** Place that the menu hangs from. */
function Anchor({ ref, id, children }: { ref?: Ref<HTMLDivElement>; id?: string; children: ReactNode }) {
  return (
    <div ref={ref} id={id}>
      {children}
    </div>
  );
}
