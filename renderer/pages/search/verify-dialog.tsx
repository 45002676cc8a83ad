import { NumberInput, Select } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import type { Precision } from '../../../preload/contract/device.ts';
import type { Job } from '../../../preload/contract/job.ts';
import type { SearchResult, VerifyRequest } from '../../../preload/contract/search.ts';
import { Button } from '../../components/button.tsx';
import { Dialog, DialogActions } from '../../components/dialog.tsx';
import { ErrorPanel } from '../../components/error-panel.tsx';
import { useLab } from '../../state/lab-context.ts';
import type { MeasuringPlan } from '../adapt/measuring-plan.ts';
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

function VerifyFields({ result, plan: { devices, conditions }, onStarted, onClose }: Omit<VerifyDialogProps, 'opened'>) {
  const lab = useLab();
  const open = result.front.filter(({ measured }) => !measured).length;
  const [deviceId, setDeviceId] = useState(devices[0]?.id ?? null);
  const [most, setMost] = useState<number | null>(Math.min(picksOfARound, open));
  const [precision, setPrecision] = useState<Precision>(conditions?.precision ?? 'f32');
  const [threads, setThreads] = useState<number | null>(conditions?.threads ?? 1);
  const [minimumMs, setMinimumMs] = useState<number | null>(1000);
  const verify = useMutation({
    mutationFn: (request: VerifyRequest) => lab.searches.verify(request),
    onSuccess: (job) => {
      onStarted(job);
      onClose();
    },
  });
  const complete = deviceId !== null && most !== null && threads !== null && minimumMs !== null;
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (!complete) return;
    const affinity = conditions === null ? {} : { affinity: conditions.affinity };
    verify.mutate({ search: questionOf(result), measuring: { deviceId, precision, threads, minimumMs, ...affinity }, most });
  };
  const given = conditions === null ? undefined : 'As the column was measured';
  return (
    <form className="import-form" onSubmit={submit}>
      <p className="secondary">
        Measures picks evenly along the front, adapts to them and searches again. What is measured goes to column {result.target} of{' '}
        {result.table} and stays, whenever you stop.
      </p>
      <Select
        label="Device"
        data={devices.map(({ id, name }) => ({ value: id, label: name }))}
        value={deviceId}
        allowDeselect={false}
        onChange={setDeviceId}
      />
      <div className="search-fields">
        <NumberInput
          label="Picks"
          description={`${open} are predicted`}
          value={most ?? ''}
          min={1}
          max={100}
          allowDecimal={false}
          onChange={whenNumber(setMost)}
        />
        <NumberInput label="Time each, ms" value={minimumMs ?? ''} min={0} max={600_000} onChange={whenNumber(setMinimumMs)} />
        <Select
          label="Precision"
          description={given}
          data={['f32', 'int8'] satisfies Precision[]}
          value={precision}
          allowDeselect={false}
          disabled={conditions !== null}
          onChange={(value) => value !== null && setPrecision(value)}
        />
        <NumberInput
          label="Threads"
          description={given}
          value={threads ?? ''}
          min={1}
          max={256}
          allowDecimal={false}
          disabled={conditions !== null}
          onChange={whenNumber(setThreads)}
        />
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

function whenNumber(set: (value: number | null) => void): (value: number | string) => void {
  return (value) => set(typeof value === 'number' ? value : null);
}
