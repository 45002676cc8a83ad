import { TextInput } from '@mantine/core';
import { useState, type FormEvent } from 'react';
import { Button } from '../../components/button.tsx';
import { Dialog, DialogActions } from '../../components/dialog.tsx';
import { ErrorPanel } from '../../components/error-panel.tsx';
import { kindWords, type LibraryEntry } from './entries.ts';
import { useEntryActions } from './use-entry-actions.ts';

/** Gives an entry another name. */
export function NameDialog({ entry, onClose, onRenamed }: { entry: LibraryEntry; onClose: () => void; onRenamed: (key: string) => void }) {
  const { renaming } = useEntryActions();
  const [name, setName] = useState(entry.name);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    renaming.mutate(
      { entry, name: name.trim() },
      {
        onSuccess: (key) => {
          onRenamed(key);
          onClose();
        },
      },
    );
  };
  return (
    <Dialog opened onClose={onClose} title={`Rename this ${kindWords[entry.kind].toLowerCase()}`}>
      <form className="import-form" onSubmit={submit}>
        <TextInput data-autofocus label="Name" value={name} maxLength={100} onChange={(event) => setName(event.currentTarget.value)} />
        {entry.kind === 'table' && (
          <p className="secondary small">Campaigns, models and searches that name the table follow. Scripts that name it do not.</p>
        )}
        {renaming.error !== null && <ErrorPanel error={renaming.error} inside />}
        <DialogActions>
          <Button onClick={onClose}>Cancel</Button>
          <Button
            kind="primary"
            submit
            off={name.trim() === '' ? 'Needs a name' : undefined}
            working={renaming.isPending}
            workingLabel="Renaming…"
          >
            Rename
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}
