import { NumberInput, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { layeredSpaceId } from '../../../preload/contract/space-ids.ts';
import type { Quantity, TableSummary } from '../../../preload/contract/table.ts';
import { Button } from '../../components/button.tsx';
import { Dialog, DialogActions } from '../../components/dialog.tsx';
import { ErrorPanel } from '../../components/error-panel.tsx';
import { Picker } from '../../components/picker.tsx';
import { useLab } from '../../state/lab-context.ts';
import { useSpaces } from '../../state/queries.ts';
import { tableName } from './table-name.ts';
import './import-dialog.css';

type ImportDialogProps = {
  opened: boolean;
  /** Already chosen: a file that was dropped. */
  file?: File;
  /** What may be imported here; where there is a choice, the first is proposed. */
  quantities: readonly [Quantity, ...Quantity[]];
  onClose: () => void;
  onImported: (table: TableSummary) => void;
};

const described: Readonly<Record<Quantity, { readonly title: string; readonly values: string; readonly columns: string }>> = {
  latency: {
    title: 'a latency table',
    values: 'Latencies, in ms',
    columns: 'device, in ms. Files of OneProxy, HELP, Eagle, HW-NAS-Bench, nn-Meter and the cost-model paper are recognised.',
  },
  energy: { title: 'an energy table', values: 'Energies, in mJ', columns: 'device, in mJ. HW-NAS-Bench’s file is recognised.' },
  accuracy: { title: 'an accuracy table', values: 'Accuracies, in %', columns: 'data set, in %.' },
};

const networksByLayers = { value: layeredSpaceId, label: 'Networks known by their layers' };

/** Takes a table into the lab, CSV or a published file: all of it, or nothing and the row and column of the first wrong cell. */
export function ImportDialog({ opened, onClose, quantities, ...form }: ImportDialogProps) {
  const title = quantities.length > 1 ? 'Import a table' : `Import ${described[quantities[0]].title}`;
  return (
    <Dialog opened={opened} onClose={onClose} title={title}>
      {opened && <ImportForm quantities={quantities} onClose={onClose} {...form} />}
    </Dialog>
  );
}

function ImportForm({ file: given, quantities, onClose, onImported }: Omit<ImportDialogProps, 'opened'>) {
  const lab = useLab();
  const queries = useQueryClient();
  const spaces = useSpaces();
  const [quantity, setQuantity] = useState<Quantity>(quantities[0]);
  const [file, setFile] = useState<File | null>(given ?? null);
  const [order, setOrder] = useState<File | null>(null);
  const [layers, setLayers] = useState<File | null>(null);
  const [name, setName] = useState(given === undefined ? '' : tableName(given.name));
  const [chosenSpace, setChosenSpace] = useState<string | null>(null);
  const [missing, setMissing] = useState<number | string>('');
  const spaceId = chosenSpace ?? spaces.data?.[0]?.id ?? null;
  const layered = spaceId === layeredSpaceId;
  const importing = useMutation({
    mutationFn: (request: { file: File; spaceId: string }) =>
      lab.tables.import({
        name: name.trim(),
        spaceId: request.spaceId,
        quantity,
        ...(typeof missing === 'number' ? { missing } : {}),
        source: { fileName: request.file.name, content: request.file },
        ...(order === null ? {} : { order: { fileName: order.name, content: order } }),
        ...(layered && layers !== null ? { layers: { fileName: layers.name, content: layers } } : {}),
      }),
    onSuccess: async (table) => {
      await queries.invalidateQueries({ queryKey: ['tables'] });
      onImported(table);
      onClose();
    },
  });
  const off =
    file === null
      ? 'Choose a file'
      : name.trim() === ''
        ? 'Needs a name'
        : spaceId === null
          ? 'Needs a space'
          : layered && layers === null
            ? 'Needs the layers'
            : undefined;
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (file !== null && spaceId !== null && off === undefined) importing.mutate({ file, spaceId });
  };

  return (
    <form className="import-form" onSubmit={submit}>
      {quantities.length > 1 && (
        <Picker
          label="Values"
          value={quantity}
          options={quantities.map((value) => ({ value, label: described[value].values }))}
          onChange={(chosen) => {
            setQuantity(chosen);
            importing.reset();
          }}
        />
      )}
      {given === undefined ? (
        <label className="import-file">
          <span>CSV or CSV.gz: the first column names the architectures, each further one is a {described[quantity].columns}</span>
          <input
            type="file"
            accept=".csv,.gz,.pickle,.pkl,.pt,.jsonl,.txt,text/csv,application/gzip"
            onChange={(event) => {
              const chosen = event.currentTarget.files?.[0] ?? null;
              setFile(chosen);
              importing.reset();
              if (chosen !== null && name === '') setName(tableName(chosen.name));
            }}
          />
        </label>
      ) : (
        <p>
          What is in <strong>{given.name}</strong>, and what is it to be called?
        </p>
      )}
      {file !== null && !/\.csv(\.gz)?$/i.test(file.name) && (
        <label className="import-file">
          <span>
            Only for files without names: the architectures in their order, one name a line, OneProxy’s encode.pickle, or HELP’s metainfo.pt
            or ofa_archs.pt.
          </span>
          <input
            type="file"
            onChange={(event) => {
              setOrder(event.currentTarget.files?.[0] ?? null);
              importing.reset();
            }}
          />
        </label>
      )}
      <TextInput label="Name" value={name} maxLength={100} onChange={(event) => setName(event.currentTarget.value)} />
      <Picker
        label="Search space"
        value={spaceId}
        options={[
          ...(spaces.data ?? []).map((space) => ({ value: space.id, label: space.title })),
          ...(quantity === 'latency' ? [networksByLayers] : []),
        ]}
        onChange={setChosenSpace}
      />
      {layered && (
        <label className="import-file">
          <span>The networks’ layers, one JSON object a line: id, columns, layers. Cost models predict by them.</span>
          <input
            type="file"
            accept=".jsonl,.json,.gz"
            onChange={(event) => {
              setLayers(event.currentTarget.files?.[0] ?? null);
              importing.reset();
            }}
          />
        </label>
      )}
      <NumberInput
        label="Number that means “not measured” (if the file has one)"
        placeholder="none"
        value={missing}
        onChange={setMissing}
        hideControls
      />
      {importing.error !== null && <ErrorPanel error={importing.error} inside />}
      <DialogActions>
        <Button onClick={onClose}>Cancel</Button>
        <Button kind="primary" submit off={off} working={importing.isPending} workingLabel="Importing…">
          Import
        </Button>
      </DialogActions>
    </form>
  );
}
