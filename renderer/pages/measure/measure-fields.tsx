import { FileInput, NumberInput, Select, TextInput } from '@mantine/core';
import type { DeviceDescription, DeviceSummary, RuntimeKind } from '../../../preload/contract/device.ts';
import { customSpaceId } from '../../../preload/contract/space-ids.ts';
import type { SpaceSummary } from '../../../preload/contract/space.ts';
import type { TableSummary } from '../../../preload/contract/table.ts';
import { Button } from '../../components/button.tsx';
import { Segmented } from '../../components/segmented.tsx';
import { formatCount } from '../../state/format.ts';
import { type FormValues, measuresFiles, runtimesOf, takesBenchmarkModel } from './form-values.ts';
import './measure-fields.css';

export type MeasureFieldsProps = {
  values: FormValues;
  devices: readonly DeviceSummary[];
  spaces: readonly SpaceSummary[];
  tables: readonly TableSummary[];
  description: DeviceDescription | undefined;
  onChange: (change: Partial<FormValues>) => void;
};

const networksFromFiles = { value: customSpaceId, label: 'Networks from ONNX files' };

/** The fields of a new measurement: what, how, where to. */
export function MeasureFields({ values, devices, spaces, tables, description, onChange }: MeasureFieldsProps) {
  const space = spaces.find((candidate) => candidate.id === values.spaceId);
  const fromFiles = measuresFiles(values);
  const runtimes = runtimesOf(description);
  const precisions = runtimes.find(({ kind }) => kind === values.runtime)?.precisions ?? [];
  const choice = values.affinity === null ? 'fastest' : values.affinity.length === 0 ? 'any' : 'chosen';
  const number = (key: NumberKey, label: string, description_: string, minimum: number, maximum: number, step = 1) => (
    <NumberInput
      label={label}
      description={description_}
      value={values[key] ?? ''}
      min={minimum}
      max={maximum}
      step={step}
      allowDecimal={false}
      clampBehavior="blur"
      onChange={(value) => onChange({ [key]: typeof value === 'number' ? value : null })}
    />
  );
  return (
    <div className="measure-fields">
      <h3>What</h3>
      <Select
        label="Device"
        description={devices.find((device) => device.id === values.deviceId)?.detail ?? 'what to measure on'}
        data={devices.map((device) => ({ value: device.id, label: device.name }))}
        value={values.deviceId}
        allowDeselect={false}
        onChange={(deviceId) => onChange({ deviceId })}
      />
      <Select
        label="Search space"
        description={space === undefined ? 'where the networks come from' : `${formatSize(space.size)} architectures`}
        data={[...spaces.map((candidate) => ({ value: candidate.id, label: candidate.title })), networksFromFiles]}
        value={values.spaceId}
        allowDeselect={false}
        onChange={(spaceId) => onChange({ spaceId, architectures: [] })}
      />
      {fromFiles ? (
        <FileInput
          label="ONNX files"
          description="measured as they are; .tflite for your own benchmark_model"
          placeholder="choose files"
          multiple
          clearable
          clearButtonProps={{ 'aria-label': 'Choose no files' }}
          accept=".onnx,.gz,.tflite"
          value={[...values.files]}
          onChange={(files) => onChange({ files })}
        />
      ) : values.architectures.length > 0 ? (
        <div className="measure-field">
          <span className="measure-field-label">Architectures</span>
          <span className="measure-field-note">chosen by name</span>
          <div className="measure-field-control">
            <span className="measure-chosen" title={values.architectures.join('\n')}>
              {formatCount(values.architectures.length)} chosen
            </span>
            <Button small kind="quiet" onClick={() => onChange({ architectures: [], affinity: null, resolution: null })}>
              Draw at random
            </Button>
          </div>
        </div>
      ) : (
        number('samples', 'Architectures', 'drawn at random, without repeats', 1, Math.min(100_000, space?.size ?? 100_000))
      )}
      {number('seed', 'Seed', fromFiles ? 'of the order' : 'same seed, same draw', 0, 2 ** 31 - 1)}

      <h3>How, and into which table</h3>
      <Select
        label="Runtime"
        description="each has columns of its own"
        data={runtimes.map(({ kind, label }) => ({ value: kind, label }))}
        value={values.runtime}
        allowDeselect={false}
        onChange={(runtime) => onChange({ runtime: runtime as RuntimeKind })}
      />
      {values.runtime === 'custom' && (
        <TextInput
          className="measure-field-wide"
          label="Command"
          description={
            takesBenchmarkModel(values)
              ? 'benchmark_model on the device; a sample is the mean of one of five starts'
              : 'on the device; it keeps to the runner’s protocol (CONTRIBUTING.md, “A runtime of your own”)'
          }
          placeholder={
            takesBenchmarkModel(values)
              ? '/data/local/tmp/benchmark_model --graph={model} --num_threads={threads} --num_runs={runs}'
              : '/data/local/tmp/my-runner --plan {plan} --journal {journal}'
          }
          maxLength={2000}
          value={values.customCommand}
          onChange={(event) => onChange({ customCommand: event.currentTarget.value })}
        />
      )}
      {!fromFiles && (
        <div className="measure-field">
          <span className="measure-field-label">Precision</span>
          <span className="measure-field-note">numbers in the network</span>
          <div className="measure-field-control">
            <Segmented
              label="Precision"
              value={values.precision}
              options={precisions.map((precision) => ({ value: precision, label: precision }))}
              onChange={(precision) => onChange({ precision })}
            />
          </div>
        </div>
      )}
      {number(
        'threads',
        'Threads',
        description === undefined ? 'at once' : `up to ${description.maximumThreads} here`,
        1,
        description?.maximumThreads ?? 256,
      )}
      {description?.affinity === true && description.kind !== 'local' && description.clusters.length > 1 && (
        <div className="measure-field">
          <span className="measure-field-label">Processors</span>
          <span className="measure-field-note">{choice === 'chosen' ? 'as in the column' : 'that the threads are held to'}</span>
          <div className="measure-field-control">
            <Segmented
              label="Processors"
              value={choice}
              options={[
                ...(choice === 'chosen' ? [{ value: choice, label: `cpu ${(values.affinity ?? []).join(', ')}` }] : []),
                { value: 'fastest', label: 'fastest' },
                { value: 'any', label: 'any' },
              ]}
              onChange={(chosen) => onChange({ affinity: chosen === 'fastest' ? null : [] })}
            />
          </div>
        </div>
      )}
      {number('blocks', 'Blocks', 'interleaved, each with an anchor', 1, 100)}
      {number('warmup', 'Warm-ups', 'runs that are not counted', 0, 1000)}
      {number('runs', 'Runs', 'of each network, at least', 1, 100_000)}
      {number('minimumMs', 'Time, ms', 'of each network, at least', 0, 600_000, 100)}
      <TextInput
        label="Table"
        description={
          tables.length === 0
            ? 'made if it is new'
            : `new, or ${tables
                .map((table) => table.name)
                .slice(0, 3)
                .join(', ')}`
        }
        placeholder="from space and date"
        maxLength={100}
        value={values.table}
        onChange={(event) => onChange({ table: event.currentTarget.value })}
      />
      <TextInput
        label="Column"
        description="the device’s name in the table"
        placeholder="device and settings"
        maxLength={100}
        value={values.column}
        onChange={(event) => onChange({ column: event.currentTarget.value })}
      />
    </div>
  );
}

type NumberKey = { [Key in keyof FormValues]: FormValues[Key] extends number | null ? Key : never }[keyof FormValues];

/** Sizes of spaces beyond counting are given as a power of ten. */
function formatSize(size: number): string {
  return size < 1e9 ? formatCount(size) : `about 10^${Math.round(Math.log10(size))}`;
}
