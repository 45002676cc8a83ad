import { NumberInput, Select } from '@mantine/core';
import { useState, type FormEvent } from 'react';
import type { CostModelFitRequest, CostModelSummary } from '../../../preload/contract/cost-model.ts';
import type { CostModelMethod } from '../../../preload/contract/evaluation.ts';
import type { SignatureMethod } from '../../../preload/contract/signature.ts';
import { Button } from '../../components/button.tsx';
import { Dialog, DialogActions } from '../../components/dialog.tsx';
import { ErrorPanel } from '../../components/error-panel.tsx';
import { formatDateTime } from '../../state/format.ts';
import { useFit } from './queries.ts';

type FitDialogProps = {
  opened: boolean;
  table: string;
  /** The models that the lab has for the table; one of them may be shown instead. */
  kept: readonly CostModelSummary[];
  shown: string | null;
  onShow: (modelId: string) => void;
  onStarted: () => void;
  onClose: () => void;
};

const selections: readonly { value: SignatureMethod; label: string }[] = [
  { value: 'greedy', label: 'Greedy: what explains most' },
  { value: 'mutual-information', label: 'Mutual information, as published' },
  { value: 'spearman', label: 'Spearman correlation, as published' },
  { value: 'random', label: 'At random' },
];

const methods: readonly { value: CostModelMethod; label: string }[] = [
  { value: 'auto', label: 'Chosen by the lab' },
  { value: 'gaussian', label: 'Gaussian model of devices and layers' },
  { value: 'log-ratio', label: 'Boosted trees on ratios' },
  { value: 'boosting', label: 'Boosted trees, as published' },
  { value: 'scalar', label: 'One scalar for the device' },
];

/** Signature size, selection and method of a new model; or another model that was kept. */
export function FitDialog({ opened, onClose, table, ...form }: FitDialogProps) {
  return (
    <Dialog opened={opened} onClose={onClose} title={`Cost model of ${table}`}>
      {opened && <FitForm table={table} onClose={onClose} {...form} />}
    </Dialog>
  );
}

function FitForm({ table, kept, shown, onShow, onStarted, onClose }: Omit<FitDialogProps, 'opened'>) {
  const current = kept.find(({ id }) => id === shown);
  const [size, setSize] = useState<number | null>(current?.signature.length ?? 10);
  const [select, setSelect] = useState<SignatureMethod>(current?.select ?? 'greedy');
  const [method, setMethod] = useState<CostModelMethod>('auto');
  const [groups, setGroups] = useState<File | null>(null);
  const fit = useFit(() => {
    onStarted();
    onClose();
  });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (size === null) return;
    const request: CostModelFitRequest = { table, signatureSize: size, select, method };
    fit.mutate(groups === null ? request : { ...request, groups: { fileName: groups.name, content: groups } });
  };
  return (
    <form className="import-form" onSubmit={submit}>
      {kept.length > 1 && (
        <Select
          label="Show a kept model"
          data={kept.map((model) => ({
            value: model.id,
            label: `${model.name}, ${model.signature.length} networks, ${formatDateTime(model.createdAtMs)}`,
          }))}
          value={shown}
          allowDeselect={false}
          onChange={(id) => {
            if (id === null) return;
            onShow(id);
            onClose();
          }}
        />
      )}
      <NumberInput
        label="Networks in the signature set"
        value={size ?? ''}
        min={1}
        max={1000}
        allowDecimal={false}
        onChange={(value) => setSize(typeof value === 'number' ? value : null)}
      />
      <Select
        label="How they are chosen"
        data={selections}
        value={select}
        allowDeselect={false}
        onChange={(value) => value !== null && setSelect(value)}
      />
      <Select label="Method" data={methods} value={method} allowDeselect={false} onChange={(value) => value !== null && setMethod(value)} />
      <label className="import-file">
        <span>CSV device,group (if devices of one model should be left out together, and their names do not tell)</span>
        <input type="file" accept=".csv,text/csv" onChange={(event) => setGroups(event.currentTarget.files?.[0] ?? null)} />
      </label>
      {fit.error !== null && <ErrorPanel error={fit.error} inside />}
      <DialogActions>
        <Button onClick={onClose}>Cancel</Button>
        <Button kind="primary" submit off={size === null ? 'Needs a size' : undefined} working={fit.isPending} workingLabel="Starting…">
          Fit
        </Button>
      </DialogActions>
    </form>
  );
}
