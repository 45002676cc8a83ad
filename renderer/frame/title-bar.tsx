import { Menu } from '@mantine/core';
import { CircleQuestionMark, Keyboard, List, Search, BookOpen, Map as MapIcon } from 'lucide-react';
import { useLocation } from 'wouter';
import { Button } from '../components/button.tsx';
import { Icon } from '../components/icon.tsx';
import { plural } from '../state/format.ts';
import { useJobs } from '../state/jobs.tsx';
import { Brand } from './brand.tsx';
import type { AskForLab } from './choose-lab.ts';
import { LabMenu } from './lab-menu.tsx';
import { SchemeMenu } from './scheme-menu.tsx';
import './title-bar.css';

type TitleBarProps = { onOpenLab: AskForLab; onPalette: () => void; onJobs: () => void; onShortcuts: () => void };

/** Name of the lab, the palette's field, the jobs, the scheme and help. */
export function TitleBar({ onOpenLab, onPalette, onJobs, onShortcuts }: TitleBarProps) {
  const [, navigate] = useLocation();
  const { active } = useJobs();
  return (
    <header className="title-bar">
      <div className="title-bar-names">
        <Brand />
        <LabMenu onOpenLab={onOpenLab} />
      </div>
      <button type="button" className="palette-field" aria-keyshortcuts="Control+K" onClick={onPalette}>
        <Icon of={Search} size={14} />
        <span>Find or do anything</span>
        <kbd>Ctrl K</kbd>
      </button>
      <div className="title-bar-tools">
        <Button kind="quiet" small icon={List} onClick={onJobs}>
          {active.length === 0 ? 'No jobs' : plural(active.length, 'job')}
        </Button>
        <SchemeMenu />
        <Menu position="bottom-end" width={200} withinPortal={false}>
          <Menu.Target>
            <button type="button" className="icon-button" aria-label="Help">
              <Icon of={CircleQuestionMark} />
            </button>
          </Menu.Target>
          <Menu.Dropdown>
            <Menu.Item leftSection={<Icon of={BookOpen} size={14} />} rightSection={<kbd>G H</kbd>} onClick={() => navigate('/guide')}>
              Guide
            </Menu.Item>
            <Menu.Item leftSection={<Icon of={Keyboard} size={14} />} rightSection={<kbd>?</kbd>} onClick={onShortcuts}>
              Keyboard shortcuts
            </Menu.Item>
            <Menu.Item leftSection={<Icon of={MapIcon} size={14} />} onClick={() => navigate('/welcome')}>
              Welcome and tour
            </Menu.Item>
          </Menu.Dropdown>
        </Menu>
      </div>
    </header>
  );
}
