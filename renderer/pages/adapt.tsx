import { ChartSpline, Gauge } from 'lucide-react';
import { useState } from 'react';
import { useSearchParams } from 'wouter';
import { Button } from '../components/button.tsx';
import { ErrorPanel } from '../components/error-panel.tsx';
import { Page } from '../components/page.tsx';
import { Picker } from '../components/picker.tsx';
import { Skeleton } from '../components/skeleton.tsx';
import { isActive, useJobs } from '../state/jobs.tsx';
import { useDevices } from '../state/devices.tsx';
import { useCampaigns, useTables } from '../state/queries.ts';
import { AdaptOutcome } from './adapt/adapt-outcome.tsx';
import { AdaptSettings } from './adapt/adapt-settings.tsx';
import { adaptable, adaptSubject, fewestSamples, targetsOf } from './adapt/adapt-subject.ts';
import { MeasureDialog } from './adapt/measure-dialog.tsx';
import { MeasuringProgress, StopMeasuring } from './adapt/measuring-progress.tsx';
import { measuringPlan } from './adapt/measuring-plan.ts';
import { NoSecondDevice, NoTable, TooFewMeasured } from './adapt/nothing-to-adapt.tsx';
import { proposals, useAdaptation } from './adapt/queries.ts';
import { ImportDialog } from './table-import/import-dialog.tsx';
import './adapt.css';

/** How few measurements make a proxy right for a device? `?table=&proxy=&target=&samples=&method=&without=` say what is shown, `job=` what measures. */
export function AdaptPage() {
  const [parameters, setParameters] = useSearchParams();
  const [importing, setImporting] = useState(false);
  const [measuring, setMeasuring] = useState(false);
  const tables = useTables();
  const devices = useDevices();
  const campaigns = useCampaigns();
  const jobs = useJobs();
  const usable = adaptable(tables.data ?? []);
  const table =
    usable.find(({ name }) => name === parameters.get('table')) ?? usable.find(({ columns }) => columns.length > 1) ?? usable[0];
  const subject = table === undefined ? null : adaptSubject(table, parameters, devices.data ?? []);
  const job = jobs.stream.state.get(parameters.get('job') ?? '');
  const running = job !== undefined && isActive(job) ? job : undefined;
  const waits = running !== undefined || (parameters.has('job') && job === undefined && jobs.stream.status === 'opening');
  const adaptation = useAdaptation(subject, waits);
  const plan = subject === null ? { off: 'Needs a target' } : measuringPlan(subject, devices.data ?? [], campaigns.data ?? []);

  const show = (changes: Record<string, string | readonly string[]>, fresh = false): void => {
    setParameters(
      (old) => {
        const next = new URLSearchParams(fresh ? {} : old);
        const all = {
          ...(subject && !fresh ? { table: subject.table.name, proxy: subject.proxy, target: subject.target } : {}),
          ...changes,
        };
        for (const [name, value] of Object.entries(all)) {
          next.delete(name);
          for (const one of [value].flat()) next.append(name, one);
        }
        return next;
      },
      { replace: !fresh },
    );
  };
  const openTable = ({ name }: { name: string }): void => show({ table: name }, true);
  const measure = (kind: 'primary' | 'plain' = 'primary') => (
    <Button kind={kind} icon={Gauge} off={'off' in plan ? plan.off : undefined} onClick={() => setMeasuring(true)}>
      Measure {Math.min(proposals, (table?.architectures ?? proposals) - (subject?.measured ?? 0))} more
    </Button>
  );

  return (
    <Page
      title="Adapt"
      question="How few measurements make it right?"
      actions={
        table !== undefined &&
        subject !== null && (
          <>
            {usable.length > 1 && (
              <Picker
                label="Table"
                value={table.name}
                options={usable.map(({ name }) => ({ value: name, label: name }))}
                onChange={(name) => openTable({ name })}
              />
            )}
            <Picker
              label="Proxy"
              value={subject.proxy}
              options={table.columns.map(({ name }) => ({ value: name, label: name }))}
              searchable={table.columns.length > 12}
              onChange={(proxy) => show({ proxy, ...(proxy === subject.target ? { target: subject.proxy } : {}) })}
            />
            <Picker
              label="Target"
              value={subject.target}
              options={targetsOf(table, subject.proxy, devices.data ?? []).map(({ name, isNew }) => ({
                value: name,
                label: isNew ? `${name} (new)` : name,
              }))}
              searchable={table.columns.length > 12}
              onChange={(target) => show({ table: table.name, proxy: subject.proxy, target }, true)}
            />
            <AdaptSettings subject={subject} onChange={show} />
            {adaptation.data !== undefined && running === undefined && (
              <Button icon={ChartSpline} href={`/search?model=${encodeURIComponent(adaptation.data.model.id)}`}>
                Search with it
              </Button>
            )}
            {running === undefined ? subject.measured >= fewestSamples && measure() : <StopMeasuring job={running} />}
          </>
        )
      }
    >
      {body()}
      <ImportDialog opened={importing} quantities={['latency']} onClose={() => setImporting(false)} onImported={openTable} />
      {subject !== null && 'devices' in plan && (
        <MeasureDialog
          opened={measuring}
          subject={subject}
          plan={plan}
          onStarted={({ id }) => show({ job: id, samples: 'all' })}
          onClose={() => setMeasuring(false)}
        />
      )}
    </Page>
  );

  function retry(): void {
    void tables.refetch();
    devices.refetch();
  }

  function body() {
    const failed = tables.error ?? devices.error ?? null;
    if (failed !== null) return <ErrorPanel error={failed} onRetry={retry} />;
    if (tables.data === undefined || devices.data === undefined) return <Skeleton label="Adapt: loading" />;
    if (table === undefined) return <NoTable onImport={() => setImporting(true)} onOpened={openTable} />;
    if (subject === null) return <NoSecondDevice table={table} />;
    if (running !== undefined) return <MeasuringProgress job={running} subject={subject} />;
    return (
      <>
        {job?.state === 'failed' && (
          <ErrorPanel error={job.error} {...('off' in plan ? {} : { onRetry: () => setMeasuring(true), retryLabel: 'Go on measuring' })} />
        )}
        {subject.measured < fewestSamples ? (
          <TooFewMeasured subject={subject} action={measure()} />
        ) : (
          <AdaptOutcome subject={subject} adaptation={adaptation} waits={waits} onWithout={(without) => show({ without })} />
        )}
      </>
    );
  }
}
