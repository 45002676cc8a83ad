import { FileInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { CostPrediction, DevicePredictions } from '../../../preload/contract/cost-model.ts';
import { Button } from '../../components/button.tsx';
import { DataTable, type Column } from '../../components/data-table.tsx';
import { Dialog } from '../../components/dialog.tsx';
import { ErrorPanel } from '../../components/error-panel.tsx';
import { Skeleton } from '../../components/skeleton.tsx';
import { formatMs, formatPercent } from '../../state/format.ts';
import { useLab } from '../../state/lab-context.ts';

type PredictDialogProps = { opened: boolean; predictions: DevicePredictions; onClose: () => void };

/** What networks of one's own would take on the device, from their ONNX files: nothing is measured, nothing is kept. */
export function PredictDialog({ opened, predictions, onClose }: PredictDialogProps) {
  return (
    <Dialog
      opened={opened}
      onClose={onClose}
      title={`Your own networks on ${predictions.device}`}
      width={620}
      actions={<Button onClick={onClose}>Close</Button>}
    >
      {opened && <PredictFiles {...predictions} />}
    </Dialog>
  );
}

function PredictFiles({ modelId, device, level }: DevicePredictions) {
  const lab = useLab();
  const [files, setFiles] = useState<readonly File[]>([]);
  const { data, error, isFetching } = useQuery({
    queryKey: ['predicted files', modelId, device, files.map(({ name, size, lastModified }) => [name, size, lastModified])],
    queryFn: ({ signal }) =>
      lab.costModels.predict({ modelId, device, files: files.map((file) => ({ fileName: file.name, content: file })) }, { signal }),
    enabled: files.length > 0,
  });
  return (
    <div className="column">
      <FileInput
        label="ONNX files"
        description="convolutional networks, as other programs write them"
        placeholder="choose files"
        multiple
        clearable
        clearButtonProps={{ 'aria-label': 'Choose no files' }}
        accept=".onnx,.gz"
        value={[...files]}
        onChange={setFiles}
      />
      {error !== null && <ErrorPanel error={error} inside />}
      {isFetching && <Skeleton label="Predictions: loading" />}
      {data !== undefined && (
        <DataTable
          caption="Predicted latencies of the files"
          columns={columns(level)}
          rows={data.predictions}
          rowKey={({ network }) => network}
        />
      )}
    </div>
  );
}

function columns(level: number): Column<CostPrediction['predictions'][number]>[] {
  return [
    { key: 'file', header: 'File', cell: ({ fileName, network }) => <span title={network}>{fileName}</span> },
    {
      key: 'predicted',
      header: 'Predicted ms',
      align: 'right',
      cell: ({ latencyMs }) => <span className="strong">{formatMs(latencyMs)}</span>,
    },
    {
      key: 'interval',
      header: `${formatPercent(level, { digits: 0 })} interval`,
      align: 'right',
      cell: ({ lowMs, highMs }) => (lowMs === null || highMs === null ? 'unknown' : `${formatMs(lowMs)}–${formatMs(highMs)}`),
    },
    { key: 'scalar', header: 'Scalar', align: 'right', cell: ({ scalarMs }) => <span className="muted">{formatMs(scalarMs)}</span> },
  ];
}
