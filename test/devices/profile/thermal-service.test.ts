import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseThermalService } from '../../../main/devices/profile/thermal-service.ts';
import { withoutData } from '../../helpers/requirements.ts';
import { androidTranscript } from './android-transcripts.ts';

test('a real Xiaomi: the current temperatures, not the cached ones', { skip: withoutData('../fixtures/android.md') }, () => {
  assert.deepEqual(parseThermalService(androidTranscript('dumpsys thermalservice')), {
    status: 'none',
    temperatures: [
      { name: 'CPU', tempC: 57.9 },
      { name: 'SKIN', tempC: 34.351 },
    ],
  });
});

test('vendors’ names, sensors that are off, kinds that nobody knows', () => {
  const text = `Thermal Status: 3
Current temperatures from HAL:
	Temperature{mValue=61.2, mType=0, mName=cdsp-0, mStatus=0}
	Temperature{mValue=-274.0, mType=1, mName=GPU0, mStatus=0}
	Temperature{mValue=NaN, mType=3, mName=skin, mStatus=0}
	Temperature{mValue=41.5, mType=77, mName=quiet-therm, mStatus=0}
	Temperature{mValue=33.0, mType=2, mName=, mStatus=0}
Current cooling devices from HAL:
	Temperature{mValue=99.0, mType=0, mName=not one of them, mStatus=0}
`;
  assert.deepEqual(parseThermalService(text), {
    status: 'severe',
    temperatures: [
      { name: 'CPU cdsp-0', tempC: 61.2 },
      { name: 'quiet-therm', tempC: 41.5 },
      { name: 'battery', tempC: 33 },
    ],
  });
});

test('what is missing or denied is unknown', () => {
  for (const text of [
    '',
    "Can't find service: thermalservice",
    'Thermal Status: 9\nCurrent temperatures from HAL:\n',
    'HAL Ready: false',
  ]) {
    assert.deepEqual(parseThermalService(text), { status: null, temperatures: [] });
  }
});
