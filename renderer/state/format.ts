const count = new Intl.NumberFormat('en-GB', { maximumFractionDigits: 0 });

/** A whole number with thousands apart: 1,999. */
export function formatCount(value: number): string {
  return count.format(value);
}

/** A number with so many significant digits and no exponent: 0.00847, 24.6, 1,230. */
export function formatSignificant(value: number, digits = 3): string {
  if (value === 0) return '0';
  const magnitude = Math.floor(Math.log10(Math.abs(Number(value.toPrecision(digits)))));
  const decimals = Math.max(0, digits - 1 - magnitude);
  const shown = Number(value.toPrecision(digits));
  return minus(
    new Intl.NumberFormat('en-GB', { minimumFractionDigits: Math.min(decimals, 20), maximumFractionDigits: Math.min(decimals, 20) }).format(
      shown,
    ),
  );
}

/** Milliseconds without the unit, three significant digits. */
export function formatMs(latencyMs: number): string {
  return formatSignificant(latencyMs, 3);
}

/** A fraction as per cent: 0.011 → "1.1 %". `signed` adds a plus. */
export function formatPercent(fraction: number, { digits = 1, signed = false }: { digits?: number; signed?: boolean } = {}): string {
  return `${formatPercentNumber(fraction, { digits, signed })} %`;
}

/** As `formatPercent`, without the unit, for a column whose header carries it. */
export function formatPercentNumber(fraction: number, { digits = 1, signed = false }: { digits?: number; signed?: boolean } = {}): string {
  const rounded = (fraction * 100).toFixed(digits);
  const zero = Number(rounded) === 0;
  const shown = zero ? (0).toFixed(digits) : minus(rounded);
  return signed && !zero && fraction > 0 ? `+${shown}` : shown;
}

/** Spearman's rank correlation; 2 digits, 3 in tables. Never rounded up over the 0.90 gate: 0.8996 is shown as 0.89. */
export function formatSrcc(srcc: number, digits: 2 | 3 = 2): string {
  const rounded = Number(srcc.toFixed(digits));
  const gate = 0.9;
  const scale = 10 ** digits;
  return minus((srcc < gate && rounded >= gate ? (Math.round(gate * scale) - 1) / scale : rounded).toFixed(digits));
}

/** "[0.66, 0.71]" */
export function formatInterval(low: number, high: number, format: (value: number) => string): string {
  return `[${format(low)}, ${format(high)}]`;
}

/** A number and its unit, for figures that set them apart. */
export type Amount = { value: string; unit: string };

/** Seconds as the two largest fitting units: 0.8 s, 48 s, 6 min 12 s, 17 min, 1 h 12 min. */
export function formatDuration(seconds: number): string {
  const { value, unit } = durationAmount(seconds);
  return `${value} ${unit}`;
}

/** As `formatDuration`, with the last unit apart. */
export function durationAmount(seconds: number): Amount {
  if (seconds < 0.05) return { value: '< 0.1', unit: 's' };
  if (seconds < 9.95) return { value: seconds.toFixed(1), unit: 's' };
  if (seconds < 59.5) return { value: Math.round(seconds).toString(), unit: 's' };
  if (seconds < 9.5 * 60) {
    const whole = Math.round(seconds);
    const rest = whole % 60;
    return rest === 0 ? { value: (whole / 60).toString(), unit: 'min' } : { value: `${Math.floor(whole / 60)} min ${rest}`, unit: 's' };
  }
  const minutes = Math.round(seconds / 60);
  if (minutes < 60) return { value: minutes.toString(), unit: 'min' };
  const hours = Math.floor(minutes / 60);
  if (hours >= 10 || minutes % 60 === 0) return { value: formatCount(Math.round(minutes / 60)), unit: 'h' };
  return { value: `${hours} h ${minutes % 60}`, unit: 'min' };
}

/** What is left, no finer than it can be known: 20 s, 4 min, 17 min, 1 h 10 min. */
export function leftAmount(seconds: number): Amount {
  if (seconds < 10) return { value: Math.max(1, Math.ceil(seconds)).toString(), unit: 's' };
  if (seconds < 90) return { value: (Math.ceil(seconds / 5) * 5).toString(), unit: 's' };
  const minutes = Math.ceil(seconds / 60);
  if (minutes < 60) return { value: minutes.toString(), unit: 'min' };
  return durationAmount(Math.ceil(minutes / 5) * 300);
}

/** "about 17 min left" */
export function formatLeft(seconds: number): string {
  const { value, unit } = leftAmount(seconds);
  return `about ${value} ${unit} left`;
}

/** kHz as GHz: "2.91". */
export function formatGhz(clockKhz: number): string {
  return (clockKhz / 1e6).toFixed(2);
}

/** "41.2 °C" */
export function formatTemperature(tempC: number): string {
  return `${minus(tempC.toFixed(1))} °C`;
}

const byteUnits = ['B', 'kB', 'MB', 'GB', 'TB'];

/** Bytes in decimal units: "7.5 GB". */
export function formatBytes(bytes: number): string {
  let value = bytes;
  let unit = 0;
  while (value >= 999.5 && unit < byteUnits.length - 1) {
    value /= 1000;
    unit += 1;
  }
  const shown = unit === 0 || value >= 99.95 ? value.toFixed(0) : value.toFixed(1);
  return `${shown} ${byteUnits[unit] ?? ''}`;
}

/** Operations, parameters: "184 M", "2.53 G". */
export function formatQuantity(value: number): string {
  for (const [size, unit] of [
    [1e9, 'G'],
    [1e6, 'M'],
    [1e3, 'k'],
  ] as const) {
    if (value >= size * 0.9995) return `${formatSignificant(value / size)} ${unit}`;
  }
  return formatCount(value);
}

/** "14:32:07" in the user's time zone. */
export function formatTime(atMs: number): string {
  return new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', second: '2-digit' }).format(atMs);
}

/** "20 Nov, 18:04" in the user's time zone. */
export function formatDateTime(atMs: number): string {
  const parts = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit' }).formatToParts(
    atMs,
  );
  const part = (type: string): string => parts.find((candidate) => candidate.type === type)?.value ?? '';
  return `${part('day')} ${part('month')}, ${part('hour')}:${part('minute')}`;
}

/** "19 Nov, 16:10 – 17:22", in the user's time zone. */
export function formatSpan(fromMs: number, toMs: number): string {
  const [from, to] = [formatDateTime(fromMs), formatDateTime(toMs)];
  if (from === to) return from;
  const [day, time] = to.split(', ');
  return `${from} – ${from.startsWith(`${day},`) ? time : to}`;
}

/** "today 14:32", else "19 Nov 2026", in the user's time zone. */
export function formatDay(atMs: number, nowMs = Date.now()): string {
  const day = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', year: 'numeric' });
  if (day.format(atMs) !== day.format(nowMs)) return day.format(atMs);
  return `today ${formatTime(atMs).slice(0, 5)}`;
}

/** "14:32:07" where it was today, else "19 Nov, 16:10", in the user's time zone. */
export function formatSaved(atMs: number, nowMs = Date.now()): string {
  return formatDay(atMs, nowMs).startsWith('today') ? formatTime(atMs) : formatDateTime(atMs);
}

/** "1 job", "2 jobs" */
export function plural(amount: number, one: string, many = `${one}s`): string {
  return `${formatCount(amount)} ${amount === 1 ? one : many}`;
}

/** A true minus sign lines up with digits. */
function minus(text: string): string {
  return text.replace('-', '−');
}
