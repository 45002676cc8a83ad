import { useMutation } from '@tanstack/react-query';
import { Square } from 'lucide-react';
import type { Job } from '../../../preload/contract/job.ts';
import { AnswerStrip } from '../../components/answer-strip.tsx';
import { Button } from '../../components/button.tsx';
import { KeyValues } from '../../components/key-values.tsx';
import { Panel } from '../../components/panel.tsx';
import { ProgressBar } from '../../components/progress-bar.tsx';
import { formatCount } from '../../state/format.ts';
import { useJobs } from '../../state/jobs.tsx';
import { useLab } from '../../state/lab-context.ts';
import type { AdaptSubject } from './adapt-subject.ts';

/** The target is being measured: how far it is, and where each measurement can be watched. */
export function MeasuringProgress({ job, subject }: { job: Job; subject: AdaptSubject }) {
  const campaign = useJobs().active.find(({ kind, state }) => kind === 'campaign' && state === 'running');
  const { done, total } = job;
  return (
    <>
      <AnswerStrip
        tone="working"
        sentence={`Measuring ${subject.target}: ${job.message}.`}
        explanation="It adapts after every step and stops by itself once the ranking is sure enough. What is measured stays."
      />
      <Panel title="How far it is" note={job.title} className="adapt-measuring">
        <ProgressBar share={total === 0 ? 0 : done / total} label={`Measured of ${subject.target}`} />
        <KeyValues
          items={[
            { label: 'Measured', value: total === 0 ? null : `${formatCount(done)} of ${formatCount(total)} at most`, why: 'it begins' },
            { label: 'This step', value: campaign === undefined ? 'adapting' : campaign.message },
          ]}
        />
        {campaign !== undefined && <Button href={`/measure?campaign=${encodeURIComponent(campaign.subject)}`}>Watch it on Measure</Button>}
      </Panel>
    </>
  );
}

export function StopMeasuring({ job }: { job: Job }) {
  const lab = useLab();
  const stop = useMutation({ mutationFn: () => lab.jobs.cancel({ jobId: job.id }) });
  return (
    <Button kind="destructive" icon={Square} working={stop.isPending} workingLabel="Stopping…" onClick={() => stop.mutate()}>
      {job.done === 0 ? 'Stop' : `Stop and keep ${formatCount(job.done)}`}
    </Button>
  );
}
