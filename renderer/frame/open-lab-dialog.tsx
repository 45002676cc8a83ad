import { TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { FolderOpen } from 'lucide-react';
import { useEffect, useEffectEvent, useState, type FormEvent } from 'react';
import { Button } from '../components/button.tsx';
import { Dialog, DialogActions } from '../components/dialog.tsx';
import { ErrorPanel } from '../components/error-panel.tsx';
import { ConnectionLost } from '../state/failure.ts';
import { plural } from '../state/format.ts';
import { useJobs } from '../state/jobs.tsx';
import { useLab } from '../state/lab-context.ts';
import { startAnew } from './use-lab-change.ts';
import './open-lab-dialog.css';

type OpenLabDialogProps = {
  /** undefined: nobody asks; null: which folder is typed here. */
  asked: string | null | undefined;
  onClose: () => void;
};

/** Opens another lab in this window; asks before jobs of the present one stop. */
export function OpenLabDialog({ asked, onClose }: OpenLabDialogProps) {
  return (
    <Dialog opened={asked !== undefined} onClose={onClose} title="Open a lab">
      {asked !== undefined && <OpenLabForm asked={asked} onClose={onClose} />}
    </Dialog>
  );
}

function OpenLabForm({ asked, onClose }: { asked: string | null; onClose: () => void }) {
  const lab = useLab();
  const { active } = useJobs();
  const [folder, setFolder] = useState(asked ?? '');
  const opening = useMutation({
    mutationFn: async () => {
      try {
        await lab.lab.open({ folder: folder.trim() });
      } catch (error) {
        if (!(error instanceof ConnectionLost)) throw error; // the answer may come too late: the other lab tells whether it is open
      }
    },
    onSuccess: startAnew,
  });
  const [atOnce] = useState(asked !== null && active.length === 0);
  const open = useEffectEvent(() => opening.mutate());
  useEffect(() => {
    if (atOnce) open();
  }, [atOnce]);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    opening.mutate();
  };

  return (
    <form className="open-lab" onSubmit={submit}>
      {asked === null ? (
        <TextInput
          data-autofocus
          label="Folder on this computer"
          description="of a lab, or an empty or new one for a new lab"
          placeholder="~/labs/phones"
          value={folder}
          onChange={(event) => setFolder(event.currentTarget.value)}
        />
      ) : (
        <p className="open-lab-folder">{asked}</p>
      )}
      {active.length > 0 && (
        <p className="secondary">
          {plural(active.length, 'job')} of this lab {active.length === 1 ? 'stops' : 'stop'}. What was measured is kept, and campaigns go
          on with Resume when this lab is opened again.
        </p>
      )}
      {opening.error !== null && <ErrorPanel error={opening.error} inside />}
      <DialogActions>
        <Button onClick={onClose}>Cancel</Button>
        <Button
          kind="primary"
          icon={FolderOpen}
          submit
          off={folder.trim() === '' ? 'Needs a folder' : undefined}
          working={opening.isPending || opening.isSuccess}
          workingLabel="Opening…"
        >
          Open
        </Button>
      </DialogActions>
    </form>
  );
}
