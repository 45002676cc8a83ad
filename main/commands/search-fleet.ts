import type { FleetResult } from '../../preload/contract/search.ts';
import { significant, textTable } from './text-table.ts';

/** A row a device, then what it cost to measure. */
export function describeFleet({ proxy, search, proxyMeasurements, devices, cost }: FleetResult): string {
  const rows = devices.map(({ target, advice, srccProxy, certainty, heldOut, samples, front }) => [
    target,
    advice === 'reuse' ? 'as it is' : 'adapted',
    samples.length,
    significant(srccProxy, 3),
    certainty && `${certainty.expected.toFixed(2)} (${certainty.low.toFixed(2)}–${certainty.high.toFixed(2)})`,
    significant(heldOut?.predicted ?? null, 3),
    front.length,
    significant(front[0]?.latencyMs ?? null, 3),
    significant(front.at(-1)?.latencyMs ?? null, 3),
    significant(front.at(-1)?.accuracy ?? null, 4),
  ]);
  const header = [
    'device',
    'proxy',
    'measured',
    'SRCC of proxy',
    'SRCC expected',
    'held out',
    'front',
    'from ms',
    'to ms',
    search.accuracyTitle,
  ];
  const hours =
    cost.hours === null || cost.perDeviceHours === null
      ? 'How long measuring takes is not known: give --seconds-per-architecture for the hours.'
      : `${significant(cost.hours, 3)} h of measuring instead of ${significant(cost.perDeviceHours, 3)} h.`;
  return [
    `${search.algorithm} over ${search.candidates} candidates on ${proxy} (${proxyMeasurements} measured, ${search.frontSize} on its front), ranked for ${devices.length} devices. ${search.accuracyStatement}`,
    textTable(header, rows),
    `${cost.measurements} architectures measured in all, instead of ${cost.perDeviceMeasurements} with every device searched on its own. ${hours}`,
  ].join('\n');
}
