import { Lock } from 'lucide-react';
import type { DeviceReadings, DeviceSummary } from '../../../preload/contract/device.ts';
import type { AnswerStripProps, Figure } from '../../components/answer-strip.tsx';
import { failure } from '../../state/failure.ts';
import { formatBytes, formatGhz, formatPercentNumber, plural } from '../../state/format.ts';
import type { DeviceCheck } from './use-device-check.ts';
import { highestClockKhz } from './use-readings.ts';
import { assertNever } from '../../state/assert-never.ts';

/** Whether the device is known, healthy and ready, in one sentence with its evidence. */
export function deviceAnswer(device: DeviceSummary, check: DeviceCheck, reading: DeviceReadings | undefined): AnswerStripProps {
  return { ...sentence(device, check), figures: [...checkFigure(check), ...readingFigures(reading)] };
}

function sentence(device: DeviceSummary, check: DeviceCheck): AnswerStripProps {
  switch (device.state) {
    case 'offline':
      return { tone: 'unknown', sentence: `${device.name} does not answer.`, explanation: device.remedy ?? device.detail };
    case 'unauthorized':
      return {
        tone: 'adapt',
        icon: Lock,
        sentence: device.kind === 'adb' ? `${device.name} has not allowed this computer.` : `${device.name} does not let the lab in.`,
        explanation: device.remedy ?? device.detail,
      };
    case 'measuring':
      return {
        tone: 'working',
        sentence: `${device.name} is being measured.`,
        explanation: 'The Measure page shows what it does; it is ready again afterwards.',
      };
    case 'checking':
      if (check.state !== 'never') return checked(device, check); // it is this window's own
      return {
        tone: 'working',
        sentence: `${device.name} is being checked.`,
        explanation: 'A check that was begun before comes to its end; then this window checks it itself.',
      };
    case 'ready':
      return checked(device, check);
    default:
      return assertNever(device.state);
  }
}

function checked(device: DeviceSummary, check: DeviceCheck): AnswerStripProps {
  const current = check.steps.at(-1);
  switch (check.state) {
    case 'never':
      return {
        tone: 'unknown',
        sentence: `${device.name} answers, but has not been checked yet.`,
        explanation: 'The smoke test takes a few seconds and leaves nothing behind.',
      };
    case 'running':
      return {
        tone: 'working',
        sentence: `Checking ${device.name}.`,
        explanation: current === undefined ? 'Starting.' : `${current.title}: ${current.detail || 'running'}`,
      };
    case 'passed':
      return {
        tone: 'ok',
        sentence: `${device.name} is ready to be measured.`,
        explanation: `${plural(check.steps.length, 'check')} passed, none failed.`,
      };
    case 'failed':
      return {
        tone: 'failed',
        sentence: `${device.name} can’t be measured yet: ${current?.title ?? 'a check'} failed.`,
        explanation: current?.failure?.remedy ?? current?.detail,
      };
    case 'broken':
      return { tone: 'failed', sentence: 'The smoke test could not be carried out.', explanation: failure(check.error).sentence };
    default:
      return assertNever(check.state);
  }
}

function checkFigure(check: DeviceCheck): Figure[] {
  if (check.state === 'never') return [];
  return [{ label: 'Checks', value: String(check.steps.filter((step) => step.status === 'passed').length), unit: 'passed' }];
}

function readingFigures(reading: DeviceReadings | undefined): Figure[] {
  if (reading === undefined) return [];
  const figures: Figure[] = [];
  const hottest = reading.temperatures.length === 0 ? null : Math.max(...reading.temperatures.map((sensor) => sensor.tempC));
  if (hottest !== null) figures.push({ label: 'Hottest now', value: hottest.toFixed(1), unit: '°C' });
  else if (reading.load !== null) figures.push({ label: 'Load now', value: formatPercentNumber(reading.load, { digits: 0 }), unit: '%' });
  const clockKhz = highestClockKhz(reading);
  if (clockKhz !== null) figures.push({ label: 'Clock now', value: formatGhz(clockKhz), unit: 'GHz' });
  if (reading.freeMemoryBytes !== null) {
    const [value = '', unit = ''] = formatBytes(reading.freeMemoryBytes).split(' ');
    figures.push({ label: 'Free memory', value, unit });
  }
  return figures;
}
