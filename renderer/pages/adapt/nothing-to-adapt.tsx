import { Upload } from 'lucide-react';
import type { ReactNode } from 'react';
import type { TableSummary } from '../../../preload/contract/table.ts';
import { Button } from '../../components/button.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { plural } from '../../state/format.ts';
import { SampleButton } from '../table-import/sample-button.tsx';
import { fewestSamples, type AdaptSubject } from './adapt-subject.ts';

export function NoTable({ onImport, onOpened }: { onImport: () => void; onOpened: (table: TableSummary) => void }) {
  return (
    <EmptyState
      title="Adapting starts from a device that was measured well"
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
      Measure architectures of a search space on one device, or take a latency table that others have measured. It then takes a few tens of
      measurements on the next device.
    </EmptyState>
  );
}

export function NoSecondDevice({ table }: { table: TableSummary }) {
  return (
    <EmptyState
      title={`${table.name} has one device and no second is known`}
      actions={
        <Button kind="primary" href="/devices">
          Connect a device
        </Button>
      }
    >
      {table.columns[0]?.name} is the proxy. Connect the device that you care about: it becomes the target.
    </EmptyState>
  );
}

export function TooFewMeasured({ subject: { table, proxy, target, measured }, action }: { subject: AdaptSubject; action: ReactNode }) {
  const so = measured === 0 ? 'has no measurements' : `has ${plural(measured, 'measurement')}`;
  return (
    <EmptyState title={`${target} ${so} in ${table.name} yet`} actions={action} duration="A few seconds an architecture.">
      It takes {fewestSamples} to adapt {proxy} to it, and some 20 to do it well. The most informative architectures are measured first,
      until the ranking is sure.
    </EmptyState>
  );
}
