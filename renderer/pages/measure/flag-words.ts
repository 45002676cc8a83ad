import type { Measurement, QualityFlag } from '../../../preload/contract/campaign.ts';
import { formatPercent, formatTemperature, plural } from '../../state/format.ts';
import { assertNever } from '../../state/assert-never.ts';

/** Why a measurement is flagged, in words with its numbers; null where nothing speaks against it. */
export function flagReason(measurement: Measurement): string | null {
  const [first, ...rest] = measurement.flags.map((flag) => flagWords(flag, measurement));
  if (first === undefined) return null;
  return [first.charAt(0).toUpperCase() + first.slice(1), ...rest].join(', ');
}

function flagWords(flag: QualityFlag, measurement: Measurement): string {
  switch (flag) {
    case 'high-spread':
      return `spread ${formatPercent(measurement.spread, { digits: 0 })}`;
    case 'anchor-drift':
      return 'anchor drifted';
    case 'interrupted':
      return measurement.involuntarySwitches ? `interrupted ${plural(measurement.involuntarySwitches, 'time')}` : 'waited for a core';
    case 'hot':
      return measurement.tempC === null ? 'hot or throttled' : `hot or throttled, ${formatTemperature(measurement.tempC)}`;
    default:
      return assertNever(flag);
  }
}
