import { Menu } from '@mantine/core';
import { ChevronDown, FolderOpen } from 'lucide-react';
import { Icon } from '../components/icon.tsx';
import { useLabInfo, useRecentLabs } from '../state/queries.ts';
import { chooseLab, type AskForLab } from './choose-lab.ts';
import './lab-menu.css';

/** The name of the lab; behind it the labs that were open before, and the way to any other one. */
export function LabMenu({ onOpenLab }: { onOpenLab: AskForLab }) {
  const info = useLabInfo();
  if (info.data === undefined) return null;
  return (
    <Menu position="bottom-start" width={320} withinPortal={false}>
      <Menu.Target>
        <button type="button" className="lab-menu" aria-label={`Lab ${info.data.name}: open another one`}>
          <span className="ellipsis">{info.data.name}</span>
          <Icon of={ChevronDown} size={13} />
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label className="lab-menu-folder">{info.data.folder}</Menu.Label>
        <RecentLabs onOpenLab={onOpenLab} />
        <Menu.Divider />
        <Menu.Item leftSection={<Icon of={FolderOpen} size={14} />} onClick={() => chooseLab(onOpenLab)}>
          Open another lab…
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}

/** Asked for when the menu is opened. */
function RecentLabs({ onOpenLab }: { onOpenLab: AskForLab }) {
  const { data: labs = [] } = useRecentLabs();
  if (labs.length === 0) return null;
  return (
    <>
      <Menu.Divider />
      <Menu.Label>Opened before</Menu.Label>
      {labs.map(({ name, folder }) => (
        <Menu.Item key={folder} onClick={() => onOpenLab(folder)}>
          <span className="lab-menu-lab">
            {name}
            <span className="lab-menu-folder">{folder}</span>
          </span>
        </Menu.Item>
      ))}
    </>
  );
}
