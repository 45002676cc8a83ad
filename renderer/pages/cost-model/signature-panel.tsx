import type { CostModelDetail, DevicePredictions } from '../../../preload/contract/cost-model.ts';
import type { SignatureMethod } from '../../../preload/contract/signature.ts';
import { ChartFrame } from '../../charts/chart-frame.tsx';
import { Button } from '../../components/button.tsx';
import { DataTable, type Column } from '../../components/data-table.tsx';
import { assertNever } from '../../state/assert-never.ts';
import { formatSignificant, plural } from '../../state/format.ts';
import { signatureAddress } from './check-plan.ts';
import { NetworkName } from './network-name.tsx';

type SignaturePanelProps = { model: CostModelDetail; predictions: DevicePredictions; source: string; onChange: () => void };
type Row = DevicePredictions['signature'][number] & { rank: number };

/** The few networks that a device is known by, and what they take on it. */
export function SignaturePanel({ model, predictions, source, onChange }: SignaturePanelProps) {
  const rows = predictions.signature.map((network, index) => ({ ...network, rank: index + 1 }));
  const elsewhere = signatureAddress(model);
  const longest = Math.max(...rows.map(({ measuredMs }) => measuredMs ?? 0));
  const columns: Column<Row>[] = [
    { key: 'rank', header: '#', width: '30px', cell: ({ rank }) => <span className="muted">{rank}</span> },
    { key: 'network', header: 'Network', cell: ({ network }) => <NetworkName spaceId={model.spaceId} name={network} /> },
    {
      key: 'bar',
      header: <span className="visually-hidden">Bar</span>,
      width: '46%',
      cell: ({ measuredMs }) =>
        measuredMs !== null && <i className="cost-bar" style={{ width: `${(100 * measuredMs) / longest}%` }} aria-hidden="true" />,
    },
    {
      key: 'measured',
      header: 'Measured ms',
      align: 'right',
      cell: ({ measuredMs }) =>
        measuredMs === null ? <span className="muted">not yet</span> : formatSignificant(measuredMs, measuredMs < 100 ? 3 : 4),
    },
  ];
  return (
    <ChartFrame
      grow
      className="cost-signature"
      title="Signature set"
      note={`${rows.length}${model.select === null ? '' : `, ${model.select}`}, on ${predictions.device}`}
      formats={['csv']}
      tools={
        <>
          {elsewhere !== null && (
            <Button small kind="quiet" href={elsewhere}>
              Measure it
            </Button>
          )}
          <Button small kind="quiet" onClick={onChange}>
            Change
          </Button>
        </>
      }
      table={{
        columns: [
          { title: 'Rank', numeric: true },
          { title: 'Network', numeric: false },
          { title: 'Measured, ms', numeric: true },
        ],
        rows: rows.map(({ rank, network, measuredMs }) => [rank, network, measuredMs]),
      }}
      source={source}
      footer={<p className="chart-footer cost-footer">{reason(model.select, predictions)}</p>}
    >
      <div className="cost-table">
        <DataTable
          caption="Signature set, the most telling first"
          columns={columns}
          rows={rows}
          rowKey={({ network }) => network}
          height="100%"
        />
      </div>
    </ChartFrame>
  );
}

function reason(select: SignatureMethod | null, { trainingDevices, relation }: DevicePredictions): string {
  const on = `Chosen on the ${plural(trainingDevices, relation === 'trained-on' ? 'device' : 'other device')} only`;
  switch (select) {
    case 'greedy':
      return `${on}: each network adds most to what those before it explain.`;
    case 'mutual-information':
      return `${on}: each network adds most information about the devices’ latencies.`;
    case 'spearman':
      return `${on}: each network stands for those that rank devices as it does.`;
    case 'random':
      return `${on}, at random.`;
    case null:
      return 'It came with the model’s file.';
    default:
      return assertNever(select);
  }
}
