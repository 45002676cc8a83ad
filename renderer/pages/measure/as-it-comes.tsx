import { useMemo } from 'react';
import type { Campaign, CampaignConditions, Measurement } from '../../../preload/contract/campaign.ts';
import { ChartFrame } from '../../charts/chart-frame.tsx';
import { lazyTable, type ChartTable } from '../../charts/chart-table.ts';
import { flagReason } from './flag-words.ts';
import { LatencyChart } from './latency-chart.tsx';
import { useNow } from './use-now.ts';

type AsItComesProps = {
  campaign: Campaign;
  measurements: readonly Measurement[];
  conditions: readonly CampaignConditions[];
};

/** The chart of a campaign as its measurements come. */
export function AsItComes({ campaign, measurements, conditions }: AsItComesProps) {
  const nowMs = useNow(campaign.state === 'running' && campaign.jobId !== null);
  const table = useMemo(() => measurementTable(measurements), [measurements]);
  return (
    <ChartFrame
      title="As it comes"
      note="one dot an architecture, in the order measured"
      grow
      table={table}
      source={`${campaign.deviceName}, ${campaign.runtime}, ${campaign.precision}, ${campaign.threads} threads, ${campaign.spaceId}, seed ${campaign.seed}`}
      tools={
        <span className="legend">
          <span>
            <i className="legend-mark" style={{ borderRadius: '50%', background: 'var(--cat-1)' }} />
            measured
          </span>
          <span>
            <i className="legend-mark" style={{ transform: 'rotate(45deg) scale(.8)', border: '1.7px solid var(--cat-2)' }} />
            anchor
          </span>
          <span>
            <i className="legend-mark" style={{ borderRadius: '50%', border: '1.8px solid var(--bad)' }} />
            flagged
          </span>
        </span>
      }
    >
      <LatencyChart campaign={campaign} measurements={measurements} conditions={conditions} nowMs={nowMs} />
    </ChartFrame>
  );
}

function measurementTable(measurements: readonly Measurement[]): ChartTable {
  return lazyTable(
    [
      { title: 'Architecture', numeric: false },
      { title: 'Role', numeric: false },
      { title: 'Block', numeric: true },
      { title: 'Repeat', numeric: true },
      { title: 'Median ms', numeric: true },
      { title: '90 % ms', numeric: true },
      { title: 'Least ms', numeric: true },
      { title: 'Spread', numeric: true },
      { title: 'Runs', numeric: true },
      { title: 'Temperature °C', numeric: true },
      { title: 'Clock kHz', numeric: true },
      { title: 'Flags', numeric: false },
    ],
    () =>
      measurements.map((measurement) => [
        measurement.architecture,
        measurement.isAnchor ? 'anchor' : 'measured',
        measurement.block + 1,
        measurement.repeat,
        measurement.medianMs,
        measurement.p90Ms,
        measurement.minimumMs,
        measurement.spread,
        measurement.samplesMs.length,
        measurement.tempC,
        measurement.clockKhz,
        flagReason(measurement) ?? '',
      ]),
  );
}
