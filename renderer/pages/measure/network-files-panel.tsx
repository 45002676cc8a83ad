import { useQueries, type UseQueryResult } from '@tanstack/react-query';
import type { CustomNetwork } from '../../../preload/contract/space.ts';
import { KeyValues } from '../../components/key-values.tsx';
import { Panel } from '../../components/panel.tsx';
import { failure } from '../../state/failure.ts';
import { formatQuantity, plural } from '../../state/format.ts';
import { useLab } from '../../state/lab-context.ts';

/** Files that are read before they are measured; of more, the first ones. */
const mostRead = 20;

/** What the lab reads out of the chosen ONNX files, or why it cannot measure one; those of TensorFlow Lite are benchmark_model's to read. */
export function NetworkFilesPanel({ files }: { files: readonly File[] }) {
  const lab = useLab();
  const read = files.slice(0, mostRead);
  const networks = useQueries({
    queries: read.map((file) => ({
      queryKey: ['custom network', file.name, file.size, file.lastModified],
      enabled: !isTensorFlowLite(file),
      queryFn: ({ signal }: { signal: AbortSignal }) => lab.spaces.custom({ source: { fileName: file.name, content: file } }, { signal }),
    })),
  });
  const more = files.length - read.length;
  return (
    <Panel
      title="Networks"
      note={files.length === 0 ? undefined : plural(files.length, 'file')}
      grow
      empty={
        files.length === 0 && 'Choose ONNX files of convolutional networks: they are measured as they are, in the precision that they have.'
      }
    >
      <KeyValues
        items={read.map((_, index) => ({
          label: labelOf(read, index),
          value: isTensorFlowLite(read[index]!) ? 'TensorFlow Lite' : <NetworkFile network={networks[index]!} />,
        }))}
      />
      {more > 0 && <p className="secondary small">and {plural(more, 'more file')}</p>}
    </Panel>
  );
}

function isTensorFlowLite({ name }: File): boolean {
  return name.endsWith('.tflite');
}

/** A file's name, with its number where another has the same. */
function labelOf(files: readonly File[], index: number): string {
  const name = files[index]!.name;
  return files.findIndex((file) => file.name === name) === index ? name : `${name} (${index + 1})`;
}

function NetworkFile({ network: { data, error } }: { network: UseQueryResult<CustomNetwork> }) {
  if (error !== null) return <span className="tone-bad">{failure(error).sentence}</span>;
  if (data === undefined) return 'is being read';
  const { macs, params, precision, layers } = data;
  return `${precision}, ${formatQuantity(macs)} MACs, ${formatQuantity(params)} parameters, ${plural(layers.length, 'layer')}`;
}
