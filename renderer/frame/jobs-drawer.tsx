import { Drawer } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { ArrowUp, Ban, Check, Pause, Play, Square, TriangleAlert, X } from 'lucide-react';
import { Link } from 'wouter';
import type { LabClient } from '../../preload/contract/index.ts';
import type { Job } from '../../preload/contract/job.ts';
import { Button } from '../components/button.tsx';
import { ErrorPanel } from '../components/error-panel.tsx';
import { Icon } from '../components/icon.tsx';
import { IconButton } from '../components/icon-button.tsx';
import { ProgressBar } from '../components/progress-bar.tsx';
import { formatDateTime, formatDuration } from '../state/format.ts';
import { jobPage, useJobs } from '../state/jobs.tsx';
import { useLab } from '../state/lab-context.ts';
import { jobProgress, underWay } from './job-words.ts';
import './jobs-drawer.css';

/** Running, paused and ended jobs with what can be done about each. */
export function JobsDrawer({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  const { active, ended, stream } = useJobs();
  return (
    <Drawer.Root
      opened={opened}
      onClose={onClose}
      position="right"
      size={440}
      classNames={{ inner: 'jobs-drawer-inner', content: 'jobs-drawer', overlay: 'scrim-clear' }}
    >
      <Drawer.Overlay />
      <Drawer.Content aria-label="Jobs">
        <div className="jobs-drawer-header">
          <h2>Jobs</h2>
          <span className="muted small">{underWay(active)}</span>
          <IconButton icon={X} label="Close" onClick={onClose} />
        </div>
        {stream.status === 'failed' && <ErrorPanel error={stream.error} inside onRetry={stream.restart} />}
        {active.length === 0 && ended.length === 0 && stream.status !== 'failed' && (
          <p className="jobs-drawer-empty secondary">
            Nothing has run yet. Measurements and searches appear here, with what can be done about them.
          </p>
        )}
        <ul>
          {active.map((job) => (
            <ActiveJob key={job.id} job={job} onOpen={onClose} />
          ))}
        </ul>
        {ended.length > 0 && <h3 className="jobs-drawer-group">Ended</h3>}
        <ul>
          {ended.map((job) => (
            <EndedJob key={job.id} job={job} onOpen={onClose} />
          ))}
        </ul>
      </Drawer.Content>
    </Drawer.Root>
  );
}

type JobChange = 'pause' | 'resume' | 'cancel' | 'hurry';

function ActiveJob({ job, onOpen }: { job: Job; onOpen: () => void }) {
  const lab = useLab();
  const change = useMutation({ mutationFn: (what: JobChange) => changeJob(lab, job, what) });
  const page = jobPage(job);
  const paused = job.state === 'paused';
  const waits = job.waiting !== null;
  return (
    <li className="job">
      <span className="job-title">
        {page === null ? (
          job.title
        ) : (
          <Link href={page} onClick={onOpen}>
            {job.title}
          </Link>
        )}
      </span>
      <span className="job-tools">
        {job.waiting !== null && job.waiting.place > 1 && (
          <IconButton
            icon={ArrowUp}
            label={`Make it the next: ${job.title}`}
            disabled={change.isPending}
            onClick={() => change.mutate('hurry')}
          />
        )}
        {job.canPause && !waits && (
          <IconButton
            icon={paused ? Play : Pause}
            label={`${paused ? 'Resume' : 'Pause'}: ${job.title}`}
            disabled={change.isPending}
            onClick={() => change.mutate(paused ? 'resume' : 'pause')}
          />
        )}
        <IconButton
          icon={waits ? X : Square}
          label={`Stop: ${job.title}`}
          disabled={change.isPending}
          onClick={() => change.mutate('cancel')}
        />
      </span>
      <ProgressBar share={job.total === 0 ? 0 : job.done / job.total} label={job.title} waiting={paused || waits} />
      <span className="job-detail">
        {waits ? job.message : [job.message.replace(/\.$/u, ''), jobProgress(job)].filter((part) => part !== '').join('. ')}
      </span>
      {change.isError && <ErrorPanel error={change.error} inside />}
    </li>
  );
}

/** A campaign is changed as such, because it outlives the job that runs it. */
function changeJob(lab: LabClient, job: Job, what: JobChange): Promise<unknown> {
  if (what === 'hurry') return lab.jobs.hurry({ jobId: job.id });
  return job.kind === 'campaign' ? lab.campaigns[what]({ campaignId: job.subject }) : lab.jobs[what]({ jobId: job.id });
}

const outcomes = {
  finished: { icon: Check, colour: 'var(--ok-ink)', word: 'finished' },
  cancelled: { icon: Ban, colour: 'var(--ink-3)', word: 'stopped' },
  failed: { icon: TriangleAlert, colour: 'var(--bad-ink)', word: 'failed' },
} as const;

function EndedJob({ job, onOpen }: { job: Job; onOpen: () => void }) {
  const lab = useLab();
  const resuming = useMutation({ mutationFn: () => lab.campaigns.resume({ campaignId: job.subject }) });
  if (job.state === 'running' || job.state === 'paused') return null;
  const outcome = outcomes[job.state];
  const page = jobPage(job);
  const tookSeconds = job.endedAtMs === null ? null : (job.endedAtMs - job.startedAtMs) / 1000;
  return (
    <li className="job">
      <span className="job-title">
        <span style={{ color: outcome.colour, display: 'inline-flex' }}>
          <Icon of={outcome.icon} />
        </span>
        {job.title}
      </span>
      {page !== null && (
        <Link href={page} className="small" onClick={onOpen} aria-label={`Open ${job.title}`}>
          Open
        </Link>
      )}
      <span className="job-detail">
        {formatDateTime(job.endedAtMs ?? job.startedAtMs)}, {outcome.word}
        {tookSeconds === null ? '' : ` after ${formatDuration(tookSeconds)}`}
        {job.kind === 'campaign' && job.state !== 'finished' ? `, ${job.done} of ${job.total} kept` : ''}
        {job.kind === 'demo' && job.result !== null ? `. Report: ${job.result}` : ''}
      </span>
      {job.error !== null && (
        <span className="job-detail">
          {job.error.message} {job.error.remedy}
        </span>
      )}
      {job.kind === 'campaign' && job.state === 'failed' && (
        <span className="job-detail">
          <Button small icon={Play} working={resuming.isPending} workingLabel="Resuming…" onClick={() => resuming.mutate()}>
            Resume
          </Button>
        </span>
      )}
      {resuming.isError && <ErrorPanel error={resuming.error} inside />}
    </li>
  );
}
