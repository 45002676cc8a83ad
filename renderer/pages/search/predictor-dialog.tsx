import { TextInput } from '@mantine/core';
import { useState, type FormEvent } from 'react';
import { Button } from '../../components/button.tsx';
import { Dialog, DialogActions } from '../../components/dialog.tsx';

type PredictorDialogProps = { opened: boolean; onChosen: (path: string) => void; onClose: () => void };

/** Names an ONNX file that predicts accuracies. It is read where the lab runs, when a search begins. */
export function PredictorDialog({ opened, onChosen, onClose }: PredictorDialogProps) {
  const [path, setPath] = useState('');
  const complete = path.trim().toLowerCase().endsWith('.onnx');
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (!complete) return;
    onChosen(path.trim());
    onClose();
  };
  return (
    <Dialog opened={opened} onClose={onClose} title="Accuracies by a predictor">
      <form className="import-form" onSubmit={submit}>
        <p className="secondary">
          A network of yours that predicts accuracies. A JSON file of the same name beside it says what it takes and how far it is off;
          where there is none, the search says how to write it.
        </p>
        <TextInput
          data-autofocus
          label="ONNX file"
          description="Its whole path on the computer of the lab"
          placeholder="/home/me/accuracy.onnx"
          value={path}
          onChange={(event) => setPath(event.currentTarget.value)}
        />
        <DialogActions>
          <Button onClick={onClose}>Cancel</Button>
          <Button kind="primary" submit off={complete ? undefined : 'Needs an .onnx file'}>
            Use it
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}
