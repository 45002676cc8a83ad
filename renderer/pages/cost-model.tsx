import { useMutation } from '@tanstack/react-query';
import { ChartNoAxesColumn, Download, Gauge, Square, Upload } from 'lucide-react';
import { useState } from 'react';
import { useSearchParams } from 'wouter';
import type { CostModelDetail, DevicePredictions } from '../../preload/contract/cost-model.ts';
import type { Job } from '../../preload/contract/job.ts';
import type { TableSummary } from '../../preload/contract/table.ts';
import { chartCsvBlob } from '../charts/export-chart.ts';
import { fileNameOf, saveFile } from '../charts/save-file.ts';
import { AnswerStrip } from '../components/answer-strip.tsx';
import { Button } from '../components/button.tsx';
import { EmptyState } from '../components/empty-state.tsx';
import { ErrorPanel } from '../components/error-panel.tsx';
import { Page } from '../components/page.tsx';
import { Picker } from '../components/picker.tsx';
import { Skeleton } from '../components/skeleton.tsx';
import { formatCount, formatLeft, plural } from '../state/format.ts';
import { useJobs } from '../state/jobs.tsx';
import { useLab } from '../state/lab-context.ts';
import { useDevices } from '../state/devices.tsx';
import { useTables } from '../state/queries.ts';
import { checkPlan, networksToCheck } from './cost-model/check-plan.ts';
import { costAnswer } from './cost-model/cost-answer.ts';
import { FitDialog } from './cost-model/fit-dialog.tsx';
import { PredictionsPanel, predictionsTable } from './cost-model/predictions-panel.tsx';
import { useCostModel, useCostModels, useDevicePredictions } from './cost-model/queries.ts';
import { SignaturePanel } from './cost-model/signature-panel.tsx';
import { SizePanel } from './cost-model/size-panel.tsx';
import { ImportDialog } from './table-import/import-dialog.tsx';
import { SampleButton } from './table-import/sample-button.tsx';
import './cost-model.css';

/** How fast is every other network, from a few measurements? `?table=&device=&model=&network=` say what is shown. */
export function CostModelPage() {
  const [parameters, setParameters] = useSearchParams();
  const [importing, setImporting] = useState(false);
  const [fitting, setFitting] = useState(false);
  const tables = useTables();
  const models = useCostModels();
  const jobs = useJobs();
  const usable = (tables.data ?? []).filter((table) => table.quantity === 'latency' && table.columns.length > 1);
  const latest = models.data?.[0]?.table;
  const table =
    usable.find(({ name }) => name === parameters.get('table')) ??
    (parameters.get('table') === null ? usable.find(({ name }) => name === latest) : undefined) ??
    usable[0];
  const kept = (models.data ?? []).filter((model) => model.table === table?.name);
  const modelId = (kept.find(({ id }) => id === parameters.get('model')) ?? kept[0])?.id ?? null;
  const model = useCostModel(modelId);
  const devices = model.data?.devices ?? [];
  const device = (devices.find(({ name }) => name === parameters.get('device')) ?? leastMeasured(devices))?.name ?? null;
  const predictions = useDevicePredictions(modelId, device);
  const running = jobs.active.find((job) => job.kind === 'cost-model' && job.subject === table?.name);
  const ended = jobs.ended.find((job) => job.kind === 'cost-model' && job.subject === table?.name);

  const show = (changes: { table?: string; device?: string; model?: string; network?: string }): void => {
    setParameters(
      (old) => {
        const next = new URLSearchParams(changes.table === undefined ? old : {});
        for (const [name, value] of Object.entries({ table: table?.name, ...changes })) if (value !== undefined) next.set(name, value);
        return next;
      },
      { replace: changes.table === undefined },
    );
  };

  return (
    <Page
      title="Cost model"
      question="How fast is every other network here, from a small signature?"
      actions={
        <>
          {running === undefined && devices.length > 0 && (
            <Picker
              label="Device"
              value={device}
              options={devices.map(({ name }) => ({ value: name, label: name }))}
              searchable={devices.length > 12}
              onChange={(name) => show({ device: name })}
            />
          )}
          <Picker
            label="Fleet"
            value={table?.name ?? null}
            options={usable.map(({ name, columns }) => ({ value: name, label: `${name}, ${formatCount(columns.length)}` }))}
            onChange={(name) => show({ table: name })}
          />
          {table !== undefined && actions(table)}
        </>
      }
    >
      {body()}
      <ImportDialog
        opened={importing}
        quantities={['latency']}
        onClose={() => setImporting(false)}
        onImported={({ name }) => show({ table: name })}
      />
      {table !== undefined && (
        <FitDialog
          opened={fitting}
          table={table.name}
          kept={kept}
          shown={modelId}
          onShow={(id) => show({ model: id })}
          onStarted={() => show({ table: table.name })}
          onClose={() => setFitting(false)}
        />
      )}
    </Page>
  );

  function actions(fleet: TableSummary) {
    if (running !== undefined) return <StopButton job={running} />;
    if (model.data === undefined || predictions.data === undefined) {
      return (
        <Button icon={Upload} onClick={() => setImporting(true)}>
          Import
        </Button>
      );
    }
    return (
      <>
        <Button
          icon={Download}
          onClick={() => exportPredictions(predictions.data, sourceOf(fleet))}
          off={predictions.data.networks.length === 0 ? 'Nothing to export yet' : undefined}
        >
          Export predictions
        </Button>
        <CheckButton model={model.data} predictions={predictions.data} picked={parameters.get('network')} />
      </>
    );
  }

  function body() {
    const failed = tables.error ?? models.error ?? model.error;
    if (failed !== null)
      return <ErrorPanel error={failed} onRetry={() => void Promise.all([tables, models, model].map((query) => query.refetch()))} />;
    if (tables.data === undefined || models.data === undefined) return <Skeleton label="Cost model: loading" />;
    if (table === undefined) return <NoTable onImport={() => setImporting(true)} onOpened={({ name }) => show({ table: name })} />;
    if (running !== undefined) return <Fitting job={running} table={table} />;
    const failure = ended?.state === 'failed' && (kept[0]?.createdAtMs ?? 0) < ended.startedAtMs ? ended.error : null;
    const failedFit = failure !== null && <ErrorPanel error={failure} onRetry={() => setFitting(true)} retryLabel="Fit otherwise" />;
    if (modelId === null) {
      return (
        <>
          {failedFit}
          <NoModel table={table} onFit={() => setFitting(true)} />
        </>
      );
    }
    if (predictions.error !== null) return <ErrorPanel error={predictions.error} onRetry={() => void predictions.refetch()} />;
    if (model.data === undefined || (predictions.data === undefined && device !== null)) return <Skeleton label="Cost model: loading" />;
    if (predictions.data === undefined) return <NoModel table={table} onFit={() => setFitting(true)} />;
    const source = `${sourceOf(table)}; cost model ${model.data.name} (${model.data.kind}) on ${predictions.data.device}`;
    return (
      <>
        {failedFit}
        <AnswerStrip {...costAnswer(model.data, predictions.data)} />
        <div className="row grow cost-panels">
          <div className="column cost-side">
            <SizePanel model={model.data} source={source} />
            <SignaturePanel model={model.data} predictions={predictions.data} source={source} onChange={() => setFitting(true)} />
          </div>
          <PredictionsPanel
            key={`${modelId} ${predictions.data.device}`}
            model={model.data}
            predictions={predictions.data}
            source={source}
            picked={parameters.get('network')}
            onPick={(network) => show({ network })}
          />
        </div>
      </>
    );
  }
}

/** The device that has most left to predict. */
function leastMeasured(devices: CostModelDetail['devices']): CostModelDetail['devices'][number] | undefined {
  return devices.filter(({ measured }) => measured > 0).toSorted((a, b) => a.measured - b.measured)[0] ?? devices[0];
}

function CheckButton({ model, predictions, picked }: { model: CostModelDetail; predictions: DevicePredictions; picked: string | null }) {
  const devices = useDevices().data ?? [];
  const missing = predictions.signature.filter(({ measuredMs }) => measuredMs === null).map(({ network }) => network);
  const unknown = missing.length === predictions.signature.length;
  const networks = unknown ? missing : networksToCheck(predictions, picked);
  const plan = checkPlan(predictions, model.spaceId, devices, networks);
  return (
    <Button kind="primary" icon={Gauge} {...('href' in plan ? { href: plan.href } : { off: plan.off })}>
      {unknown ? 'Measure the signature' : `Check ${networks.length} on the device`}
    </Button>
  );
}

function StopButton({ job }: { job: Job }) {
  const lab = useLab();
  const stop = useMutation({ mutationFn: () => lab.jobs.cancel({ jobId: job.id }) });
  return (
    <Button kind="destructive" icon={Square} working={stop.isPending} workingLabel="Stopping…" onClick={() => stop.mutate()}>
      Stop
    </Button>
  );
}

function Fitting({ job, table }: { job: Job; table: TableSummary }) {
  const left = job.etaSeconds === null ? '' : `, ${formatLeft(job.etaSeconds)}`;
  return (
    <AnswerStrip
      tone="working"
      sentence={`Fitting a cost model to the ${plural(table.columns.length, 'device')} of ${table.name}…`}
      explanation={job.total === 0 ? job.message : `${job.message}: ${formatCount(job.done)} of ${formatCount(job.total)} fits${left}.`}
    />
  );
}

function NoModel({ table, onFit }: { table: TableSummary; onFit: () => void }) {
  return (
    <EmptyState
      title={`No cost model of ${table.name} yet`}
      actions={
        <Button kind="primary" icon={ChartNoAxesColumn} onClick={onFit}>
          Fit a cost model
        </Button>
      }
      duration="A minute or two; nothing is measured."
    >
      From {plural(table.columns.length, 'device')} and {plural(table.architectures, 'network')} it learns what a few measurements say of
      all the others, and checks itself on devices left out.
    </EmptyState>
  );
}

function NoTable({ onImport, onOpened }: { onImport: () => void; onOpened: (table: TableSummary) => void }) {
  return (
    <EmptyState
      title="A cost model learns from several devices that ran the same networks"
      actions={
        <>
          <Button kind="primary" icon={Upload} onClick={onImport}>
            Import a table
          </Button>
          <Button href="/measure">Measure a device</Button>
          <SampleButton onOpened={onOpened} />
        </>
      }
      duration="Measuring 60 architectures takes some two minutes a device; opening the sample table takes a second."
    >
      Import a latency table of a search space, or of any networks together with their layers; or measure the same architectures on two
      devices.
    </EmptyState>
  );
}

function exportPredictions(predictions: DevicePredictions, source: string): void {
  const title = `Predicted latencies on ${predictions.device}`;
  saveFile(chartCsvBlob(predictionsTable(predictions), { title, source, made: new Date() }), `${fileNameOf(title)}.csv`);
}

function sourceOf(table: TableSummary): string {
  return `table ${table.name}${table.source === '' ? '' : `, ${table.source}`}`;
}
