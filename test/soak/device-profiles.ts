import fc from 'fast-check';
import { parseDeviceProfile, printDeviceProfile } from '../../main/formats/device-profile.ts';
import { exampleProfile, profileLatency, profileSet } from '../formats/device-profiles.ts';
import { cell } from '../services/table-client.ts';
import { damagedText } from './damaged.ts';
import { assertRefusal, fixedRuns, inTime, type SoakProperty } from './soak-property.ts';

const [one, other] = [cell('none'), cell('skip_connect')];
const withSamples = { ...profileLatency(one, 2), runs: 3, samplesUs: [1900, 2000, 2500] };
const valid = [
  printDeviceProfile(
    exampleProfile([profileSet('nas-bench-201', new Map([[one, 1.5]])), profileSet('fbnet', new Map([[`fbnet:${'8-'.repeat(21)}0`, 5]]))]),
  ),
  printDeviceProfile(exampleProfile([{ ...profileSet('nas-bench-201', new Map()), latencies: [withSamples, profileLatency(other, 3)] }])),
];

const texts = fc.oneof(
  { weight: 3, arbitrary: damagedText(valid) },
  { weight: 1, arbitrary: fc.oneof(fc.string({ unit: 'binary' }), fc.json()) },
);

/** Whatever the text: a profile that is printed and read back the same, or a refusal. */
export const deviceProfileProperties: readonly SoakProperty[] = [
  {
    name: 'profile files',
    check: (numRuns) =>
      fc.assert(
        fc.property(texts, (text) => inTime(() => read(text))),
        fixedRuns(numRuns),
      ),
  },
];

function read(text: string): void {
  let printed: string;
  try {
    printed = printDeviceProfile(parseDeviceProfile(text, 'x.profile.json'));
  } catch (error) {
    return assertRefusal(error);
  }
  if (printDeviceProfile(parseDeviceProfile(printed, 'x.profile.json')) !== printed) throw new Error(`printed otherwise:\n${printed}`);
}
