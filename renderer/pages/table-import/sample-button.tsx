import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Table2 } from 'lucide-react';
import type { TableSummary } from '../../../preload/contract/table.ts';
import { Button } from '../../components/button.tsx';
import { ErrorPanel } from '../../components/error-panel.tsx';
import { useLab } from '../../state/lab-context.ts';

/** Takes the table that comes with the program into the lab, so that there is something to look at. */
export function SampleButton({ onOpened }: { onOpened: (table: TableSummary) => void }) {
  const lab = useLab();
  const queries = useQueryClient();
  const opening = useMutation({
    mutationFn: () => lab.tables.importSample(),
    onSuccess: async (table) => {
      await queries.invalidateQueries({ queryKey: ['tables'] });
      onOpened(table);
    },
  });
  if (opening.error !== null) return <ErrorPanel error={opening.error} inside onRetry={() => opening.mutate()} />;
  return (
    <Button icon={Table2} working={opening.isPending} workingLabel="Opening…" onClick={() => opening.mutate()}>
      Open the sample table
    </Button>
  );
}
