import { Network, Shuffle, Upload } from 'lucide-react';
import { useState } from 'react';
import { useSearchParams } from 'wouter';
import type { MonotonicityMatrix, PairAdvice } from '../../preload/contract/monotonicity.ts';
import type { TableSummary } from '../../preload/contract/table.ts';
import { AnswerStrip } from '../components/answer-strip.tsx';
import { Button } from '../components/button.tsx';
import { EmptyState } from '../components/empty-state.tsx';
import { ErrorPanel } from '../components/error-panel.tsx';
import { Page } from '../components/page.tsx';
import { Picker } from '../components/picker.tsx';
import { Segmented } from '../components/segmented.tsx';
import { Skeleton } from '../components/skeleton.tsx';
import { formatCount, formatInterval, formatSrcc } from '../state/format.ts';
import { useTables } from '../state/queries.ts';
import { EmptyMatrix } from './monotonicity/empty-matrix.tsx';
import { HeatmapPanel, type HeatmapOrder } from './monotonicity/heatmap-panel.tsx';
import { PairPanel } from './monotonicity/pair-panel.tsx';
import { pairOf } from './monotonicity/pair-of.ts';
import { pairVerdict } from './monotonicity/pair-verdict.ts';
import { useMatrix } from './monotonicity/queries.ts';
import { ProxiesPanel } from './monotonicity/proxies-panel.tsx';
import { ImportDialog } from './table-import/import-dialog.tsx';
import { SampleButton } from './table-import/sample-button.tsx';
import './monotonicity.css';

/** Up to here the heatmap is small and leaves its room to the pair. */
const FEW_DEVICES = 5;

/** Can one device's predictor rank architectures for the others? */
export function MonotonicityPage() {
  const [parameters, setParameters] = useSearchParams();
  const [order, setOrder] = useState<HeatmapOrder>('clustered');
  const [importing, setImporting] = useState(false);
  const tables = useTables();
  const usable = (tables.data ?? []).filter((table) => table.quantity === 'latency' && table.columns.length > 1);
  const table = usable.find(({ name }) => name === parameters.get('table')) ?? usable[0];
  const matrix = useMatrix(table?.name ?? null);
  const pair = matrix.data === undefined ? null : pairOf(matrix.data, parameters.get('a'), parameters.get('b'));

  const show = (changes: { table?: string; a?: string; b?: string }): void => {
    setParameters(
      (old) => {
        const next = new URLSearchParams(changes.table === undefined ? old : {});
        for (const [name, value] of Object.entries({ table: table?.name, ...changes })) if (value !== undefined) next.set(name, value);
        return next;
      },
      { replace: changes.table === undefined },
    );
  };
  const pick = ({ proxy, target }: { proxy: string; target: string }): void => show({ a: proxy, b: target });

  return (
    <Page
      title="Monotonicity"
      question="Can one device’s predictor rank architectures for the others?"
      actions={
        <>
          <Picker
            label="Table"
            value={table?.name ?? null}
            options={usable.map(({ name }) => ({ value: name, label: name }))}
            onChange={(name) => show({ table: name })}
          />
          {matrix.data !== undefined && (
            <Segmented
              label="Order of the devices"
              value={order}
              options={[
                { value: 'clustered', label: 'Clustered' },
                { value: 'alphabetic', label: 'A–Z' },
              ]}
              onChange={setOrder}
            />
          )}
          {table !== undefined && (
            <Button icon={Upload} onClick={() => setImporting(true)}>
              Import
            </Button>
          )}
          {table !== undefined && pair !== null && <PrimaryAction table={table.name} pair={pair} />}
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
    </Page>
  );

  function body() {
    if (tables.error !== null) return <ErrorPanel error={tables.error} onRetry={() => void tables.refetch()} />;
    if (tables.data === undefined) return <Skeleton label="Tables: loading" />;
    if (table === undefined)
      return <NoTable tables={tables.data} onImport={() => setImporting(true)} onOpened={({ name }) => show({ table: name })} />;
    if (matrix.error !== null) return <ErrorPanel error={matrix.error} onRetry={() => void matrix.refetch()} />;
    if (matrix.data === undefined || pair === null) {
      return (
        <AnswerStrip
          tone="working"
          sentence={`Comparing the ${table.columns.length} devices of ${table.name}…`}
          explanation="Rank correlations with bootstrap intervals."
        />
      );
    }
    const verdict = pairVerdict(pair);
    return (
      <>
        <AnswerStrip
          tone={verdict.tone}
          sentence={verdict.sentence}
          explanation={verdict.explanation}
          figures={figures(matrix.data, pair)}
        />
        <div className={`row grow monotonicity-panels${matrix.data.devices.length <= FEW_DEVICES ? ' few-devices' : ''}`}>
          <HeatmapPanel matrix={matrix.data} source={sourceOf(table)} order={order} pair={pair} onPick={pick} />
          <div className="column grow monotonicity-side">
            <PairPanel table={table.name} source={sourceOf(table)} pair={pair} onSwap={() => show({ a: pair.b, b: pair.a })} />
            <ProxiesPanel matrix={matrix.data} source={sourceOf(table)} pair={pair} onPick={(proxy) => show({ a: proxy, b: pair.b })} />
          </div>
        </div>
      </>
    );
  }
}

function PrimaryAction({ table, pair }: { table: string; pair: PairAdvice }) {
  if (pair.advice === 'reuse') {
    const query = new URLSearchParams({ table, target: pair.a });
    return (
      <Button kind="primary" icon={Network} href={`/search?${query.toString()}`}>
        Reuse in Search
      </Button>
    );
  }
  const query = new URLSearchParams({ table, proxy: pair.a, target: pair.b });
  return (
    <Button kind="primary" icon={Shuffle} href={`/adapt?${query.toString()}`}>
      Adapt to {pair.b}
    </Button>
  );
}

type NoTableProps = {
  tables: readonly TableSummary[];
  onImport: () => void;
  onOpened: (table: TableSummary) => void;
};

function NoTable({ tables, onImport, onOpened }: NoTableProps) {
  const single = tables.find((table) => table.quantity === 'latency');
  return (
    <EmptyState
      drawing={<EmptyMatrix />}
      title="A heatmap needs two devices that ran the same architectures"
      actions={
        <>
          <Button kind="primary" href="/measure">
            Measure a device
          </Button>
          <Button icon={Upload} onClick={onImport}>
            Import a table
          </Button>
          <SampleButton onOpened={onOpened} />
        </>
      }
      duration="Measuring 60 architectures takes some two minutes a device; opening the sample table takes a second."
    >
      {single === undefined
        ? 'No latency table is here yet. Measure the same architectures on two devices, or take a table that others have measured.'
        : `You have one: ${single.columns[0]?.name ?? single.name} with ${formatCount(single.architectures)} architectures. Measure them on a second device, or take a table that others have measured.`}
    </EmptyState>
  );
}

function figures(matrix: MonotonicityMatrix, pair: PairAdvice) {
  const short = (value: number): string => formatSrcc(value);
  return [
    {
      label: 'This pair',
      value: pair.srcc === null ? 'unknown' : short(pair.srcc),
      interval: pair.interval === null ? undefined : formatInterval(pair.interval.low, pair.interval.high, short),
    },
    {
      label: 'Pairs to reuse',
      value: formatCount(matrix.pairs.filter(({ advice }) => advice === 'reuse').length),
      unit: `of ${formatCount(matrix.pairs.length)}`,
    },
    { label: 'Mean SRCC', value: matrix.mean === null ? 'unknown' : short(matrix.mean) },
    { label: 'Lowest', value: matrix.lowest === null ? 'unknown' : short(matrix.lowest) },
  ];
}

function sourceOf(table: TableSummary): string {
  return `table ${table.name}${table.source === '' ? '' : `, ${table.source}`}`;
}
