import { Tooltip } from '@mantine/core';
import { List, Search } from 'lucide-react';
import { Button } from '../components/button.tsx';
import { Icon } from '../components/icon.tsx';
import { plural } from '../state/format.ts';
import { useJobs } from '../state/jobs.tsx';
import { useLabInfo } from '../state/queries.ts';
import { Brand } from './brand.tsx';
import { SchemeMenu } from './scheme-menu.tsx';
import './title-bar.css';

/** Name of the lab, the palette's field, the jobs and the scheme. */
export function TitleBar({ onPalette, onJobs }: { onPalette: () => void; onJobs: () => void }) {
  const info = useLabInfo();
  const { active } = useJobs();
  return (
    <header className="title-bar">
      <div className="title-bar-names">
        <Brand />
        {info.data !== undefined && (
          <Tooltip label={info.data.folder}>
            <span className="title-bar-lab ellipsis">{info.data.name}</span>
          </Tooltip>
        )}
      </div>
      <button type="button" className="palette-field" aria-keyshortcuts="Control+K" onClick={onPalette}>
        <Icon of={Search} size={14} />
        <span>Find or do anything</span>
        <kbd>Ctrl K</kbd>
      </button>
      <div className="title-bar-tools">
        <Button kind="quiet" small icon={List} onClick={onJobs}>
          {active.length === 0 ? 'Jobs' : plural(active.length, 'job')}
        </Button>
        <SchemeMenu />
      </div>
    </header>
  );
}
