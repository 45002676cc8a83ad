import { Upload } from 'lucide-react';
import { Button } from '../../components/button.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import type { TableSummary } from '../../../preload/contract/table.ts';
import { SampleButton } from '../table-import/sample-button.tsx';

/** A lab that keeps nothing yet. */
export function EmptyLibrary({ onImport, onOpened }: { onImport: () => void; onOpened: (table: TableSummary) => void }) {
  return (
    <EmptyState
      title="The library is empty"
      actions={
        <>
          <Button kind="primary" href="/measure">
            Measure a device
          </Button>
          <Button icon={Upload} onClick={onImport}>
            Import files
          </Button>
          <SampleButton onOpened={onOpened} />
        </>
      }
      duration="Opening the sample table takes a second."
    >
      Whatever is measured, trained or found stands here, with where each number is from. Tables, profiles and models of others come in by
      dropping their files anywhere in the window.
    </EmptyState>
  );
}
