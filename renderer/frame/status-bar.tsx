import { Check, CircleCheck, CloudOff, Gauge, ShieldCheck } from 'lucide-react';
import { Icon } from '../components/icon.tsx';
import { ProgressBar } from '../components/progress-bar.tsx';
import { formatSaved } from '../state/format.ts';
import { useJobs } from '../state/jobs.tsx';
import { useConnectionStatus, useLab } from '../state/lab-context.ts';
import { useLabInfo } from '../state/queries.ts';
import { useStream } from '../state/use-stream.ts';
import { jobProgress } from './job-words.ts';
import './status-bar.css';

/** The first job with its progress, and what is true of the whole lab. */
export function StatusBar() {
  const { active } = useJobs();
  const { state } = useConnectionStatus();
  const info = useLabInfo();
  const job = active[0];
  return (
    <footer className="status-bar">
      {job === undefined ? (
        <span className="status-item">
          <Icon of={state === 'open' ? CircleCheck : CloudOff} size={13} /> {state === 'open' ? 'Nothing is running' : 'Not connected'}
        </span>
      ) : (
        <span className="status-item">
          <Icon of={Gauge} size={13} />
          {job.title}
          <ProgressBar
            share={job.total === 0 ? 0 : job.done / job.total}
            label={job.title}
            waiting={job.state === 'paused' || job.waiting !== null}
            width={90}
          />
          {jobProgress(job)}
        </span>
      )}
      <span className="status-right">
        {info.data !== undefined && <span className="status-item">ProxyLab {info.data.version}</span>}
        <Saved />
        <span className="status-item">
          <Icon of={ShieldCheck} size={13} /> Nothing leaves this computer
        </span>
      </span>
    </footer>
  );
}

/** When something was last on the disk. */
function Saved() {
  const lab = useLab();
  const { state: savedAtMs } = useStream<number, number | null>({
    key: 'saves',
    open: (signal) => lab.lab.saves(undefined, { signal }),
    initial: null,
    reduce: (before, times) => times.at(-1) ?? before,
  });
  if (savedAtMs === null) return null;
  return (
    <span className="status-item" title="All that is measured is on the disk before it is shown">
      <Icon of={Check} size={13} /> Saved {formatSaved(savedAtMs)}
    </span>
  );
}
