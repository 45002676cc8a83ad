import { NumberInput } from '@mantine/core';
import { useState, type FormEvent } from 'react';
import type { Job } from '../../../preload/contract/job.ts';
import { Button } from '../../components/button.tsx';
import { Dialog, DialogActions } from '../../components/dialog.tsx';
import { ErrorPanel } from '../../components/error-panel.tsx';
import { fewestSamples, type AdaptSubject } from './adapt-subject.ts';
import { goalSrcc } from './adapt-answer.ts';
import { ConditionFields, DeviceField, useMeasuring } from './measuring-fields.tsx';
import type { MeasuringPlan } from './measuring-plan.ts';
import { proposals, sourcesOf, useMeasure } from './queries.ts';
import { whenNumber } from './when-number.ts';

type MeasureDialogProps = {
  opened: boolean;
  subject: AdaptSubject;
  plan: Extract<MeasuringPlan, { devices: unknown }>;
  onStarted: (job: Job) => void;
  onClose: () => void;
};

/** Measures the most informative architectures of the target until its ranking is sure enough. */
export function MeasureDialog({ opened, onClose, ...form }: MeasureDialogProps) {
  return (
    <Dialog opened={opened} onClose={onClose} title={`Measure ${form.subject.target}`}>
      {opened && <MeasureFields onClose={onClose} {...form} />}
    </Dialog>
  );
}

function MeasureFields({ subject, plan, onStarted, onClose }: Omit<MeasureDialogProps, 'opened'>) {
  const { table, proxy, target, measured, method } = subject;
  const measuring = useMeasuring(plan);
  const { request } = measuring;
  const [until, setUntil] = useState<number | null>(goalSrcc);
  const [most, setMost] = useState<number | null>(Math.min(table.architectures, measured + proposals));
  const [step, setStep] = useState<number | null>(5);
  const measure = useMeasure((job) => {
    onStarted(job);
    onClose();
  });
  const complete = request !== null && until !== null && most !== null && step !== null;
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (!complete) return;
    measure.mutate({ table: table.name, proxy, target, sources: sourcesOf(subject), method, until, most, step, ...request });
  };
  return (
    <form className="import-form" onSubmit={submit}>
      <p className="secondary">
        Measures what tells most, adapts after every step, and stops by itself once SRCC is surely high enough. What is measured goes to
        column {target} of {table.name} and stays, whenever you stop.
      </p>
      <DeviceField plan={plan} measuring={measuring} />
      <div className="dialog-fields">
        <NumberInput
          label="Until SRCC is surely"
          value={until ?? ''}
          min={0}
          max={1}
          step={0.01}
          decimalScale={2}
          onChange={whenNumber(setUntil)}
        />
        <NumberInput
          label="Measured at most"
          description={measured === 0 ? undefined : `${measured} are measured`}
          value={most ?? ''}
          min={Math.max(fewestSamples, measured + 1)}
          max={table.architectures}
          allowDecimal={false}
          onChange={whenNumber(setMost)}
        />
        <NumberInput label="At a time" value={step ?? ''} min={1} max={1000} allowDecimal={false} onChange={whenNumber(setStep)} />
        <ConditionFields plan={plan} measuring={measuring} />
      </div>
      {measure.error !== null && <ErrorPanel error={measure.error} inside />}
      <DialogActions>
        <Button onClick={onClose}>Cancel</Button>
        <Button kind="primary" submit off={complete ? undefined : 'Needs every field'} working={measure.isPending} workingLabel="Starting…">
          Start
        </Button>
      </DialogActions>
    </form>
  );
}
