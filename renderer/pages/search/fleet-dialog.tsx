import { MultiSelect, NumberInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import type { Job } from '../../../preload/contract/job.ts';
import type { FleetRequest, SearchResult } from '../../../preload/contract/search.ts';
import { Button } from '../../components/button.tsx';
import { Dialog, DialogActions } from '../../components/dialog.tsx';
import { ErrorPanel } from '../../components/error-panel.tsx';
import { useLab } from '../../state/lab-context.ts';
import { whenNumber } from '../adapt/when-number.ts';

type FleetDialogProps = {
  opened: boolean;
  result: SearchResult;
  plan: { readonly table: string; readonly others: readonly string[] };
  onStarted: (job: Job) => void;
  onClose: () => void;
};

/** Which devices to search for, and by how many of their measurements. */
export function FleetDialog({ opened, onClose, ...form }: FleetDialogProps) {
  return (
    <Dialog opened={opened} onClose={onClose} title="Search for the fleet">
      {opened && <FleetFields onClose={onClose} {...form} />}
    </Dialog>
  );
}

function FleetFields({ result, plan, onStarted, onClose }: Omit<FleetDialogProps, 'opened'>) {
  const lab = useLab();
  const [targets, setTargets] = useState<string[]>([]);
  const [samples, setSamples] = useState<number | null>(20);
  const [seconds, setSeconds] = useState<number | null>(null);
  const start = useMutation({
    mutationFn: (request: FleetRequest) => lab.searches.fleet(request),
    onSuccess: (job) => {
      onStarted(job);
      onClose();
    },
  });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (samples === null) return;
    const { algorithm = 'auto', population, generations, seed } = result.request ?? {};
    start.mutate({
      spaceId: result.spaceId,
      table: plan.table,
      proxy: result.target,
      targets: targets.length === 0 ? 'all' : targets,
      accuracy: result.accuracy,
      samples,
      algorithm: algorithm === 'neural' ? 'auto' : algorithm,
      population,
      generations,
      seed,
      ...(seconds === null ? {} : { secondsPerArchitecture: seconds }),
    });
  };
  return (
    <form className="import-form" onSubmit={submit}>
      <p className="secondary">
        Searches once, with the latencies of {result.target}. Where a device ranks as {result.target} does, its front is taken as it is;
        elsewhere {result.target} is adapted. Nothing is measured.
      </p>
      <MultiSelect
        label="Devices"
        placeholder={targets.length === 0 ? `All ${plan.others.length} of ${plan.table}` : ''}
        data={[...plan.others]}
        value={targets}
        searchable
        clearable
        comboboxProps={{ withinPortal: false }}
        onChange={setTargets}
      />
      <div className="dialog-fields">
        <NumberInput
          label="Measurements used of each"
          description="The others judge"
          value={samples ?? ''}
          min={3}
          max={200}
          allowDecimal={false}
          onChange={whenNumber(setSamples)}
        />
        <NumberInput
          label="Measuring one takes, s"
          description="Empty: as campaigns took"
          value={seconds ?? ''}
          min={0.01}
          max={1e6}
          onChange={whenNumber(setSeconds)}
        />
      </div>
      {start.error !== null && <ErrorPanel error={start.error} inside />}
      <DialogActions>
        <Button onClick={onClose}>Cancel</Button>
        <Button
          kind="primary"
          submit
          off={samples === null ? 'Needs a number' : undefined}
          working={start.isPending}
          workingLabel="Starting…"
        >
          Start
        </Button>
      </DialogActions>
    </form>
  );
}
