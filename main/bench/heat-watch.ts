import { LabError, throwIfCancelled } from '../core/lab-error.ts';
import { processorTempC } from '../core/measurement/processor-temperature.ts';
import type { Device, DeviceReadings } from '../devices/device.ts';
import type { Clock } from './clock.ts';
import type { ThermalLook } from './waiting.ts';

export interface ThermalLimits {
  /** Processor temperature below which measuring may begin. */
  readonly limitC: number;
  /** Temperature from which a measurement is flagged `hot`, and from which a block that ends so is repeated. */
  readonly hotC: number;
  /** How long to wait for that before giving up. */
  readonly patienceMs: number;
  readonly intervalMs: number;
}

/** A laptop's package idles at 40–60 °C and throttles from about 95 °C. */
export const usualThermalLimits: ThermalLimits = { limitC: 75, hotC: 90, patienceMs: 15 * 60_000, intervalMs: 2000 };

/** What is looked at: the same device behind each link, new or healed. */
export interface WatchedDevice {
  readonly device: Device;
  readonly limits: ThermalLimits;
  readonly signal: AbortSignal;
}

/** Clocks in kHz that the system allows, by processor. */
type ClockLimits = ReadonlyMap<number, number>;

/**
 * Looks whether a device is fit to be measured, before and after each block: below its temperature, not throttling, its clocks not held lower
 * than before. What cannot be read keeps nobody waiting.
 */
export class HeatWatch {
  readonly #clock: Clock;
  readonly #processors: readonly number[];
  readonly #looked: (look: ThermalLook) => void;
  /** When measuring last began. */
  #clockLimits: ClockLimits = new Map();

  /** `processors`: those that are measured on; empty: any. `looked` is told what each look finds. */
  constructor(clock: Clock, processors: readonly number[], looked: (look: ThermalLook) => void = () => {}) {
    this.#clock = clock;
    this.#processors = processors;
    this.#looked = looked;
  }

  /** Waits until measuring may begin, saying why; throws `too-hot` after its patience, `cancelled` and what the device throws. */
  async untilCool({ device, limits, signal }: WatchedDevice, waiting: (message: string, look: ThermalLook) => void): Promise<void> {
    const clock = this.#clock;
    const giveUpAtMs = clock.nowMs() + limits.patienceMs;
    for (;;) {
      throwIfCancelled(signal);
      const readings = await device.readings(signal);
      const found = this.#heat(readings, limits.limitC, (now, before) => now < before);
      const look = lookOf(readings, limits.limitC, found);
      this.#looked(look);
      if (found === null) {
        this.#clockLimits = this.#limitsOf(readings);
        return;
      }
      if (clock.nowMs() >= giveUpAtMs) {
        throw new LabError({
          code: 'too-hot',
          message: `${device.name} does not cool down (${found}); so it cannot be measured.`,
          remedy: 'Let it cool down or end what keeps it busy, then resume the campaign.',
        });
      }
      waiting(`cooling down: ${found}`, look);
      await clock.sleep(limits.intervalMs, signal);
    }
  }

  /** What makes doubtful the latencies since measuring began; null where nothing does. */
  async disturbance({ device, limits, signal }: WatchedDevice): Promise<string | null> {
    const readings = await device.readings(signal);
    this.#looked(lookOf(readings, limits.limitC, null));
    return this.#heat(readings, limits.hotC, (now, before) => now !== before);
  }

  #heat(readings: DeviceReadings, limitC: number, isWrong: (nowKhz: number, beforeKhz: number) => boolean): string | null {
    const tempC = processorTempC(readings.temperatures);
    const isHot = tempC !== null && tempC >= limitC;
    const { throttling = null } = readings;
    const held = [...this.#limitsOf(readings)].find(([processor, nowKhz]) => {
      const beforeKhz = this.#clockLimits.get(processor);
      return beforeKhz !== undefined && isWrong(nowKhz, beforeKhz);
    });
    if (!isHot && throttling === null && held === undefined) return null;
    return [
      tempC === null ? '' : `${tempC.toFixed(1)} °C, limit ${limitC} °C`,
      throttling === null ? '' : `${throttling} throttling`,
      held === undefined ? '' : `clock limit ${megahertz(held[1])} instead of ${megahertz(this.#clockLimits.get(held[0])!)}`,
    ]
      .filter(Boolean)
      .join(', ');
  }

  #limitsOf({ clockLimits = [] }: DeviceReadings): ClockLimits {
    const processors = this.#processors;
    const used = clockLimits.filter(({ processor }) => processors.length === 0 || processors.includes(processor));
    return new Map(used.map(({ processor, clockKhz }) => [processor, clockKhz]));
  }
}

function lookOf({ atMs, temperatures, clocks }: DeviceReadings, limitC: number, obstacle: string | null): ThermalLook {
  const clockKhz = clocks.length === 0 ? null : Math.max(...clocks.map((clock) => clock.clockKhz));
  return { atMs, tempC: processorTempC(temperatures), limitC, clockKhz, obstacle };
}

function megahertz(clockKhz: number): string {
  return `${Math.round(clockKhz / 1000)} MHz`;
}
