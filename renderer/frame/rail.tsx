import { Fragment } from 'react';
import { Link, useLocation } from 'wouter';
import { Icon } from '../components/icon.tsx';
import { formatCount } from '../state/format.ts';
import { useJobs } from '../state/jobs.tsx';
import { useDevices } from '../state/devices.tsx';
import { pages } from './pages.ts';
import './rail.css';

/** The pages in their groups; a narrow window shows icons only. */
export function Rail() {
  const [location] = useLocation();
  const devices = useDevices();
  const { active } = useJobs();
  const counts: Record<string, string | undefined> = {
    '/devices': devices.data === undefined ? undefined : formatCount(devices.data.length),
    '/measure': measuring(),
  };
  return (
    <nav className="rail" aria-label="Pages">
      {pages.map((page, position) => (
        <Fragment key={page.path}>
          {page.atFoot === true && <span className="rail-space" />}
          {page.group !== '' && page.group !== pages[position - 1]?.group && <div className="rail-group">{page.group}</div>}
          <Link href={page.path} title={page.title} {...(location === page.path ? { 'aria-current': 'page' as const } : {})}>
            <Icon of={page.icon} />
            <span className="rail-title">{page.title}</span>
            {counts[page.path] !== undefined && <span className="rail-count">{counts[page.path]}</span>}
          </Link>
        </Fragment>
      ))}
    </nav>
  );

  function measuring(): string | undefined {
    return active.find((job) => job.kind === 'campaign')?.state;
  }
}
