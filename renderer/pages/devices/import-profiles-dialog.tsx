import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import type { ImportedProfile } from '../../../preload/contract/profile.ts';
import { Button } from '../../components/button.tsx';
import { Dialog, DialogActions } from '../../components/dialog.tsx';
import { ErrorPanel } from '../../components/error-panel.tsx';
import { formatCount, plural } from '../../state/format.ts';
import { useLab } from '../../state/lab-context.ts';

type ImportProfilesDialogProps = { opened: boolean; onClose: () => void; onImported: (profileId: string) => void };

/** Takes device profiles of colleagues into the lab; what conflicts with what is there is told and left out. */
export function ImportProfilesDialog({ opened, onClose, onImported }: ImportProfilesDialogProps) {
  return (
    <Dialog opened={opened} onClose={onClose} title="Import device profiles">
      {opened && <ImportForm onClose={onClose} onImported={onImported} />}
    </Dialog>
  );
}

function ImportForm({ onClose, onImported }: Omit<ImportProfilesDialogProps, 'opened'>) {
  const lab = useLab();
  const queries = useQueryClient();
  const [files, setFiles] = useState<readonly File[]>([]);
  const importing = useMutation({
    mutationFn: async (chosen: readonly File[]) => {
      const imported: ImportedProfile[] = [];
      for (const file of chosen) imported.push(await lab.profiles.import({ source: { fileName: file.name, content: file } }));
      return imported;
    },
    onSuccess: (imported) => {
      const last = imported.at(-1);
      if (last !== undefined) onImported(last.profile.id);
      if (imported.every(({ leftOut }) => leftOut.length === 0)) onClose();
    },
    onSettled: () => void queries.invalidateQueries(),
  });
  const leftOut = importing.data?.flatMap((one) => one.leftOut) ?? [];
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    importing.mutate(files);
  };
  return (
    <form className="add-form" onSubmit={submit}>
      <label className="import-file">
        <span>Files that another lab exported (*.profile.json). Their devices can then be proxies or targets, without being here.</span>
        <input
          type="file"
          accept=".json,application/json"
          multiple
          onChange={(event) => {
            setFiles([...(event.currentTarget.files ?? [])]);
            importing.reset();
          }}
        />
      </label>
      {leftOut.length > 0 && (
        <section className="add-question" aria-label="Left out">
          <strong>
            {plural(importing.data?.length ?? 0, 'profile')} imported,{' '}
            {plural(
              leftOut.reduce((sum, one) => sum + one.latencies, 0),
              'latency',
              'latencies',
            )}{' '}
            left out
          </strong>
          <ul className="add-left-out small secondary">
            {leftOut.map((one) => (
              <li key={`${one.file}/${one.column}`}>
                {one.device ?? one.file}: {one.detail} ({formatCount(one.latencies)})
              </li>
            ))}
          </ul>
        </section>
      )}
      {importing.error !== null && <ErrorPanel error={importing.error} inside />}
      <DialogActions>
        <Button onClick={onClose}>{leftOut.length > 0 ? 'Close' : 'Cancel'}</Button>
        {leftOut.length === 0 && (
          <Button
            kind="primary"
            submit
            off={files.length === 0 ? 'Choose files' : undefined}
            working={importing.isPending}
            workingLabel="Importing…"
          >
            Import
          </Button>
        )}
      </DialogActions>
    </form>
  );
}
