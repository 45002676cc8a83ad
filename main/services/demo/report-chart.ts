import { scaleLinear, scaleLog } from 'd3-scale';
import { escapeHtml } from './report-page.ts';

export interface ReportPoint {
  readonly x: number;
  readonly y: number;
  readonly style: 'cloud' | 'measured' | 'predicted';
  readonly label: string;
}

export interface ReportChart {
  /** What the chart shows, for those who do not see it. */
  readonly description: string;
  readonly xTitle: string;
  readonly yTitle: string;
  readonly yLog: boolean;
  readonly points: readonly ReportPoint[];
  /** Non-dominated points by rising x, drawn as a staircase. */
  readonly staircase?: readonly { readonly x: number; readonly y: number }[];
}

const size = { width: 460, height: 320, left: 48, right: 14, top: 26, bottom: 40 } as const;

/** A scatter chart as inline SVG; x is logarithmic (latency). */
export function reportChart(chart: ReportChart): string {
  const x = scaleLog(logExtent(chart.points.map((point) => point.x)), [size.left, size.width - size.right]);
  const yValues = chart.points.map((point) => point.y);
  const yRange = [size.height - size.bottom, size.top];
  const y = chart.yLog ? scaleLog(logExtent(yValues), yRange) : scaleLinear(linearExtent(yValues), yRange);
  const place = (point: { readonly x: number; readonly y: number }): [string, string] => [x(point.x).toFixed(1), y(point.y).toFixed(1)];

  const grid = [
    ...decimalTicks(x.ticks(6)).map((tick) => axisMark(x(tick), tick, 'x')),
    ...(chart.yLog ? decimalTicks(y.ticks(6)) : y.ticks(5)).map((tick) => axisMark(y(tick), tick, 'y')),
  ];
  const points = chart.points.map((point) => {
    const [cx, cy] = place(point);
    const title = point.label === '' ? '' : `<title>${escapeHtml(point.label)}</title>`;
    return `<circle class="${point.style}" cx="${cx}" cy="${cy}" r="${point.style === 'cloud' ? 1.6 : 3.5}">${title}</circle>`;
  });
  const steps = (chart.staircase ?? []).map((point, i) => {
    const [px, py] = place(point);
    return i === 0 ? `M${px} ${py}` : `H${px}V${py}`;
  });
  return [
    `<svg viewBox="0 0 ${size.width} ${size.height}" role="img" aria-label="${escapeHtml(chart.description)}">`,
    ...grid,
    steps.length > 0 ? `<path class="front" d="${steps.join('')}"/>` : '',
    ...points,
    `<text x="${size.left - 40}" y="14">${escapeHtml(chart.yTitle)}</text>`,
    `<text x="${size.width - size.right}" y="${size.height - 6}" text-anchor="end">${escapeHtml(chart.xTitle)}</text>`,
    '</svg>',
  ].join('');
}

function axisMark(at: number, tick: number, axis: 'x' | 'y'): string {
  const label = String(Number(tick.toPrecision(6)));
  return axis === 'x'
    ? `<line class="grid" x1="${at}" x2="${at}" y1="${size.top}" y2="${size.height - size.bottom}"/><text x="${at}" y="${size.height - size.bottom + 15}" text-anchor="middle">${label}</text>`
    : `<line class="grid" x1="${size.left}" x2="${size.width - size.right}" y1="${at}" y2="${at}"/><text x="${size.left - 6}" y="${at + 4}" text-anchor="end">${label}</text>`;
}

/** Of a logarithmic scale's ticks those that start with 1, 2 or 5: the others would overlap. */
function decimalTicks(ticks: readonly number[]): number[] {
  const kept = ticks.filter((tick) => [1, 2, 5].includes(Number(tick.toExponential(0).charAt(0))));
  return kept.length >= 3 ? kept : [...ticks];
}

/** The range of the values with a little room at both ends. */
function logExtent(values: readonly number[]): [number, number] {
  return [Math.min(...values) / 1.08, Math.max(...values) * 1.08];
}

function linearExtent(values: readonly number[]): [number, number] {
  const [low, high] = [Math.min(...values), Math.max(...values)];
  const room = (high - low) * 0.04 || 1;
  return [low - room, high + room];
}
