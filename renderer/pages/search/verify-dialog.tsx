import { NumberInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import type { Job } from '../../../preload/contract/job.ts';
import type { SearchResult, VerifyRequest } from '../../../preload/contract/search.ts';
import { Button } from '../../components/button.tsx';
import { Dialog, DialogActions } from '../../components/dialog.tsx';
import { ErrorPanel } from '../../components/error-panel.tsx';
import { useLab } from '../../state/lab-context.ts';
import { ConditionFields, DeviceField, useMeasuring } from '../adapt/measuring-fields.tsx';
import type { MeasuringPlan } from '../adapt/measuring-plan.ts';
import { whenNumber } from '../adapt/when-number.ts';
import { picksOfARound, questionOf } from './verify-round.ts';

type VerifyDialogProps = {
  opened: boolean;
  result: SearchResult;
  plan: Extract<MeasuringPlan, { devices: unknown }>;
  onStarted: (job: Job) => void;
  onClose: () => void;
};

/** Measures picks of the front on the device and searches again with what was measured. */
export function VerifyDialog({ opened, onClose, ...form }: VerifyDialogProps) {
  return (
    <Dialog opened={opened} onClose={onClose} title={`Verify picks on ${form.result.target}`}>
      {opened && <VerifyFields onClose={onClose} {...form} />}
    </Dialog>
  );
}

function VerifyFields({ result, plan, onStarted, onClose }: Omit<VerifyDialogProps, 'opened'>) {
  const lab = useLab();
  const open = result.front.filter(({ measured }) => !measured).length;
  const measuring = useMeasuring(plan);
  const { request } = measuring;
  const [most, setMost] = useState<number | null>(Math.min(picksOfARound, open));
  const verify = useMutation({
    mutationFn: (what: VerifyRequest) => lab.searches.verify(what),
    onSuccess: (job) => {
      onStarted(job);
      onClose();
    },
  });
  const complete = request !== null && most !== null;
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (complete) verify.mutate({ search: questionOf(result), measuring: request, most });
  };
  return (
    <form className="import-form" onSubmit={submit}>
      <p className="secondary">
        Measures picks evenly along the front, adapts to them and searches again. What is measured goes to column {result.target} of{' '}
        {result.table} and stays, whenever you stop.
      </p>
      <DeviceField plan={plan} measuring={measuring} />
      <div className="dialog-fields">
        <NumberInput
          label="Picks"
          description={`${open} are predicted`}
          value={most ?? ''}
          min={1}
          max={100}
          allowDecimal={false}
          onChange={whenNumber(setMost)}
        />
        <ConditionFields plan={plan} measuring={measuring} />
      </div>
      {verify.error !== null && <ErrorPanel error={verify.error} inside />}
      <DialogActions>
        <Button onClick={onClose}>Cancel</Button>
        <Button kind="primary" submit off={complete ? undefined : 'Needs every field'} working={verify.isPending} workingLabel="Starting…">
          Start
        </Button>
      </DialogActions>
    </form>
  );
}
