import type { Campaign, Measurement } from '../../preload/contract/campaign.ts';

const columns = [
  'architecture',
  'block',
  'repeat',
  'position',
  'anchor',
  'median_ms',
  'p90_ms',
  'minimum_ms',
  'spread',
  'flags',
  'clock_khz',
  'temp_c',
  'energy_mj',
  'measured_at',
  'samples_ms',
];

/** Every measurement of a campaign with its conditions and raw samples, in the order in which they were taken; a field that is unknown is empty. */
export function printMeasurements(campaign: Campaign, measurements: readonly Measurement[]): string {
  const { deviceName, runtime, precision, threads, affinity, spaceId, table, column, powerMode } = campaign;
  const about = {
    campaign: campaign.id,
    space: spaceId,
    device: deviceName,
    runtime,
    precision,
    threads,
    affinity: affinity.join(' ') || 'not held',
    ...(powerMode === undefined ? {} : { 'power mode': powerMode }),
    table,
    column,
  };
  const lines = measurements.map((one) =>
    [
      quoted(one.architecture),
      one.block,
      one.repeat,
      one.position,
      one.isAnchor,
      one.medianMs,
      one.p90Ms,
      one.minimumMs,
      one.spread,
      one.flags.join(' '),
      one.clockKhz ?? '',
      one.tempC ?? '',
      one.energyMj ?? '',
      new Date(one.measuredAtMs).toISOString(),
      one.samplesMs.join(' '),
    ].join(','),
  );
  const comments = Object.entries(about).map(([name, value]) => `# ${name}: ${String(value).replaceAll(/\s+/g, ' ')}`);
  return `${[...comments, columns.join(','), ...lines].join('\n')}\n`;
}

function quoted(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
