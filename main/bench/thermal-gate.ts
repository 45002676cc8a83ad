import { LabError, throwIfCancelled } from '../core/lab-error.ts';
import { processorTempC } from '../core/measurement/processor-temperature.ts';
import type { Device } from '../devices/device.ts';
import type { Clock } from './clock.ts';

export interface ThermalLimits {
  /** Processor temperature below which measuring may begin. */
  readonly limitC: number;
  /** Temperature from which a measurement is flagged `hot`. */
  readonly hotC: number;
  /** How long to wait for that before giving up. */
  readonly patienceMs: number;
  readonly intervalMs: number;
}

/** A laptop's package idles at 40–60 °C and throttles from about 95 °C. */
export const usualThermalLimits: ThermalLimits = { limitC: 75, hotC: 90, patienceMs: 15 * 60_000, intervalMs: 2000 };

export interface ThermalGate {
  readonly device: Device;
  readonly limits: ThermalLimits;
  readonly clock: Clock;
  /** Told what is waited for; not called where there is nothing to wait for. */
  waiting(message: string): void;
  readonly signal: AbortSignal;
}

/** Waits until the processor is below the limit and the system does not throttle; at once where neither can be read. Throws `too-hot` after its patience, `cancelled`. */
export async function waitUntilCool({ device, limits, clock, waiting, signal }: ThermalGate): Promise<void> {
  const giveUpAtMs = clock.nowMs() + limits.patienceMs;
  for (;;) {
    throwIfCancelled(signal);
    const { temperatures, throttling } = await device.readings(signal);
    const tempC = processorTempC(temperatures);
    const isThrottled = typeof throttling === 'string';
    if (!isThrottled && (tempC === null || tempC < limits.limitC)) return;
    const found = [tempC === null ? '' : `${tempC.toFixed(0)} °C`, isThrottled ? `${throttling} throttling` : '']
      .filter(Boolean)
      .join(', ');
    if (clock.nowMs() >= giveUpAtMs) {
      throw new LabError({
        code: 'too-hot',
        message: `${device.name} stays hot (${found}); it should be below ${limits.limitC} °C and not throttle to be measured.`,
        remedy: 'Let it cool down or end what keeps it busy, then resume the campaign.',
      });
    }
    waiting(`cooling down: ${found}, waiting for ${limits.limitC} °C`);
    await clock.sleep(limits.intervalMs, signal);
  }
}
