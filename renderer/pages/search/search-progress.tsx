import { useMutation } from '@tanstack/react-query';
import { Square } from 'lucide-react';
import type { Job } from '../../../preload/contract/job.ts';
import { AnswerStrip } from '../../components/answer-strip.tsx';
import { Button } from '../../components/button.tsx';
import { Panel } from '../../components/panel.tsx';
import { ProgressBar } from '../../components/progress-bar.tsx';
import { useJobs } from '../../state/jobs.tsx';
import { useLab } from '../../state/lab-context.ts';

/** A search that goes on as a job: how far it is, and where its measurements can be watched. */
export function SearchProgress({ job }: { job: Job }) {
  const lab = useLab();
  const campaign = useJobs().active.find(({ kind, state }) => kind === 'campaign' && state === 'running');
  const stop = useMutation({ mutationFn: () => lab.jobs.cancel({ jobId: job.id }) });
  const { done, total } = campaign ?? job;
  return (
    <>
      <AnswerStrip tone="working" sentence={`${job.message}.`} explanation="What is measured stays, whenever it stops." />
      <Panel title="How far it is" note={job.title}>
        <ProgressBar share={total === 0 ? 0 : done / total} label={job.message} />
        <p className="secondary">{campaign?.message ?? ''}</p>
        {campaign !== undefined && <Button href={`/measure?campaign=${encodeURIComponent(campaign.subject)}`}>Watch it on Measure</Button>}
        <Button kind="destructive" icon={Square} working={stop.isPending} workingLabel="Stopping…" onClick={() => stop.mutate()}>
          Stop
        </Button>
      </Panel>
    </>
  );
}
