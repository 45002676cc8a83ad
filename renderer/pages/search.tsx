import { ChartSpline, Play, Upload } from 'lucide-react';
import { useState } from 'react';
import { useSearchParams } from 'wouter';
import type { Job } from '../../preload/contract/job.ts';
import type { SearchResult } from '../../preload/contract/search.ts';
import type { TableSummary } from '../../preload/contract/table.ts';
import { AnswerStrip } from '../components/answer-strip.tsx';
import { Button } from '../components/button.tsx';
import { EmptyState } from '../components/empty-state.tsx';
import { ErrorPanel } from '../components/error-panel.tsx';
import { IconButton } from '../components/icon-button.tsx';
import { Page } from '../components/page.tsx';
import { Picker } from '../components/picker.tsx';
import { Skeleton } from '../components/skeleton.tsx';
import { isActive, useJobs } from '../state/jobs.tsx';
import { useModels, useSearches, useSpaces, useTables } from '../state/queries.ts';
import {
  accuracyChoices,
  accuracyValueOf,
  anotherPredictor,
  latencyChoices,
  latencyValueOf,
  modelValue,
  predictorValue,
  tableValue,
} from './search/choices.ts';
import { lowerViews } from './search/lower-panels.tsx';
import { PredictorDialog } from './search/predictor-dialog.tsx';
import { SearchProgress } from './search/search-progress.tsx';
import { SaveOnnx } from './search/save-onnx.tsx';
import { candidateOf, SearchResultView } from './search/search-result-view.tsx';
import { SearchSettings, usualSettings } from './search/search-settings.tsx';
import { bestUnder } from './search/search-answer.ts';
import { useRunSearch, useSearch, useStartSearch } from './search/use-search.ts';
import { ImportDialog } from './table-import/import-dialog.tsx';
import { SampleButton } from './table-import/sample-button.tsx';
import './search.css';

/** Which architectures are worth building? */
export function SearchPage() {
  const [parameters, setParameters] = useSearchParams();
  const [settings, setSettings] = useState(usualSettings);
  const [importing, setImporting] = useState(false);
  const [naming, setNaming] = useState(false);
  const [draggedLimitMs, setDraggedLimitMs] = useState<number | null>(null);
  const [saveError, setSaveError] = useState<unknown>(null);
  const tables = useTables();
  const models = useModels();
  const spaces = useSpaces();
  const searches = useSearches();

  const change = (changes: Record<string, string | null>, replace = true): void => {
    setParameters(
      (old) => {
        const next = new URLSearchParams(old);
        for (const [name, value] of Object.entries(changes)) {
          if (value === null) next.delete(name);
          else next.set(name, value);
        }
        return next;
      },
      { replace },
    );
  };

  const asked = parameters.get('model') !== null || parameters.get('target') !== null;
  const job = useJobs().stream.state.get(parameters.get('job') ?? '');
  const running = job !== undefined && isActive(job) ? job : undefined;
  const latest = [...(searches.data ?? [])].sort((a, b) => b.createdAtMs - a.createdAtMs)[0];
  const searchId = parameters.get('search') ?? job?.result ?? (asked ? null : (latest?.id ?? null));
  const search = useSearch(searchId);
  const result = search.data;

  const allLatencies = latencyChoices(tables.data ?? [], models.data ?? []);
  const askedLatency = asked ? latencyAsked(parameters) : result === undefined ? null : latencyValueOf(result);
  const chosen = allLatencies.find(({ value }) => value === askedLatency);
  const spaceId = chosen?.spaceId ?? parameters.get('space') ?? allLatencies[0]?.spaceId ?? null;
  const latencies = allLatencies.filter((choice) => choice.spaceId === spaceId);
  const latency = chosen ?? latencies[0];
  const wantedAccuracy = parameters.get('accuracy') ?? (result === undefined || asked ? null : accuracyValueOf(result));
  const accuracies = spaceId === null ? [] : accuracyChoices(tables.data ?? [], spaceId, wantedAccuracy);
  const accuracy = accuracies.find(({ value }) => value === wantedAccuracy) ?? accuracies[0];

  const fleetId = result?.report === 'fleet' ? result.id : parameters.get('fleet');
  const view = lowerViews.find((one) => one === parameters.get('below')) ?? (fleetId === null ? 'front' : 'fleet');

  const unasked = { job: null, pick: null, fleet: null, below: null, table: null, target: null, model: null, accuracy: null };
  const show = (id: string, fleet: string | null): void => {
    run.reset();
    begin.reset();
    change({ ...unasked, search: id, fleet, limit: null }, false);
  };
  const run = useRunSearch((found) => change({ ...unasked, search: found.id }, false));
  const follow = ({ id }: Job): void => change({ ...unasked, job: id, search: null }, false);
  const begin = useStartSearch(follow);
  const limitMs = draggedLimitMs ?? limitOf(parameters.get('limit'), result);
  const picked = result === undefined ? null : (candidateOf(result, parameters.get('pick')) ?? bestUnder(result.front, limitMs));

  const start = (): void => {
    if (latency === undefined || accuracy === undefined || spaceId === null) return;
    const limit = Number(parameters.get('limit'));
    const takesLong = accuracy.request.kind === 'training-free' || settings.algorithm === 'neural';
    (takesLong ? begin : run).mutate({
      spaceId,
      latency: latency.request,
      accuracy: accuracy.request,
      ...(limit > 0 ? { limitMs: limit } : {}),
      ...settings,
    });
  };
  const choose = (request: (typeof allLatencies)[number]['request']): void => {
    change(
      'modelId' in request
        ? { model: request.modelId, table: null, target: null }
        : { model: null, table: request.table, target: request.target },
    );
  };

  return (
    <Page
      title="Search"
      question="What is worth building?"
      actions={
        <>
          <Picker
            label="Space"
            value={spaceId}
            options={[...new Set(allLatencies.map((choice) => choice.spaceId))].map((id) => ({
              value: id,
              label: spaces.data?.find((space) => space.id === id)?.title ?? id,
            }))}
            onChange={(id) => {
              const first = allLatencies.find((choice) => choice.spaceId === id);
              if (first !== undefined) choose(first.request);
            }}
          />
          <Picker
            label="Target"
            value={latency?.value ?? null}
            options={latencies}
            searchable={latencies.length > 12}
            onChange={(value) => {
              const next = latencies.find((choice) => choice.value === value);
              if (next !== undefined) choose(next.request);
            }}
          />
          <Picker
            label="Accuracy"
            value={accuracy?.value ?? null}
            options={[...accuracies, { value: anotherPredictor, label: 'Predictor in ONNX…' }]}
            onChange={(value) => (value === anotherPredictor ? setNaming(true) : change({ accuracy: value }))}
          />
          <IconButton icon={Upload} label="Import accuracies or energies" small={false} onClick={() => setImporting(true)} />
          <SearchSettings value={settings} onChange={setSettings} />
          {result !== undefined && <SaveOnnx spaceId={result.spaceId} name={picked?.name ?? null} onError={setSaveError} />}
          <Button
            kind="primary"
            icon={Play}
            off={latency === undefined ? 'Needs latencies' : undefined}
            working={run.isPending || begin.isPending}
            workingLabel="Searching…"
            onClick={start}
          >
            Search
          </Button>
        </>
      }
    >
      {(run.error ?? begin.error) !== null && <ErrorPanel error={run.error ?? begin.error} onRetry={start} />}
      {saveError !== null && <ErrorPanel error={saveError} onRetry={() => setSaveError(null)} retryLabel="Dismiss" />}
      {body()}
      <PredictorDialog opened={naming} onChosen={(path) => change({ accuracy: predictorValue(path) })} onClose={() => setNaming(false)} />
      <ImportDialog opened={importing} quantities={['accuracy', 'energy']} onClose={() => setImporting(false)} onImported={imported} />
    </Page>
  );

  function imported({ name, quantity, columns }: TableSummary): void {
    const first = columns[0];
    if (quantity === 'accuracy' && first !== undefined) change({ accuracy: tableValue(name, first.name) });
  }

  function body() {
    const failed = tables.error ?? models.error ?? searches.error ?? search.error;
    if (failed !== null)
      return (
        <ErrorPanel error={failed} onRetry={() => void Promise.all([tables, models, searches, search].map((query) => query.refetch()))} />
      );
    if (tables.data === undefined || models.data === undefined || searches.data === undefined) return <Skeleton label="Search: loading" />;
    if (allLatencies.length === 0 && searches.data.length === 0) return <NoLatencies onOpened={() => change({ table: null })} />;
    if (running !== undefined) return <SearchProgress job={running} />;
    if (job?.error) return <ErrorPanel error={job.error} onRetry={() => change({ job: null })} retryLabel="Dismiss" />;
    if (run.isPending)
      return (
        <AnswerStrip
          tone="working"
          sentence={`Searching ${latency?.label ?? ''}…`}
          explanation="Every candidate is predicted, then the front is kept."
        />
      );
    if (result === undefined) {
      return searchId === null ? <NotSearched target={latency?.label ?? ''} onStart={start} /> : <Skeleton label="Search: loading" />;
    }
    return (
      <SearchResultView
        result={result}
        limitMs={limitMs}
        onLimit={setDraggedLimitMs}
        onLimitChosen={(limit) => {
          setDraggedLimitMs(null);
          change({ limit: Number.isFinite(limit) ? String(limit) : 'none', pick: null });
        }}
        picked={picked}
        onPick={(name) => change({ pick: name })}
        fleetId={fleetId}
        view={view}
        onView={(next) => change({ below: next })}
        onJob={follow}
        onShow={({ id }) => show(id, null)}
        onShowDevice={(id) => show(id, fleetId)}
      />
    );
  }
}

function latencyAsked(parameters: URLSearchParams): string | null {
  const model = parameters.get('model');
  if (model !== null) return modelValue(model);
  const table = parameters.get('table');
  const target = parameters.get('target');
  return table === null || target === null ? null : tableValue(table, target);
}

/** The limit in the address (`none`: without), else the search's own, else none. */
function limitOf(parameter: string | null, result: SearchResult | undefined): number {
  const given = Number(parameter);
  if (parameter !== null) return given > 0 ? given : Infinity;
  return result?.limitMs ?? Infinity;
}

function NotSearched({ target, onStart }: { target: string; onStart: () => void }) {
  return (
    <EmptyState
      title={`Nothing was searched for ${target} yet`}
      actions={
        <Button kind="primary" icon={ChartSpline} onClick={onStart}>
          Search now
        </Button>
      }
      duration="A few seconds; nothing is measured."
    >
      The search predicts the latency of every candidate and keeps those that nothing beats in both latency and accuracy.
    </EmptyState>
  );
}

function NoLatencies({ onOpened }: { onOpened: () => void }) {
  return (
    <EmptyState
      title="A search needs latencies to go by"
      actions={
        <>
          <Button kind="primary" href="/measure">
            Measure a device
          </Button>
          <Button href="/monotonicity">Import a table</Button>
          <SampleButton onOpened={onOpened} />
        </>
      }
      duration="Measuring 60 architectures takes some two minutes a device; opening the sample table takes a second."
    >
      Measure some architectures of a space on a device, or import a latency table.
    </EmptyState>
  );
}
