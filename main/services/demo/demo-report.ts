import type { Campaign } from '../../../preload/contract/campaign.ts';
import type { DemoSummary } from '../../../preload/contract/demo.ts';
import type { SearchResult } from '../../../preload/contract/search.ts';
import type { TableData } from '../../../preload/contract/table.ts';
import { reportChart, type ReportPoint } from './report-chart.ts';
import { escapeHtml, htmlTable, reportPage } from './report-page.ts';

export interface DemoReportInput {
  readonly summary: DemoSummary;
  readonly search: SearchResult;
  readonly table: TableData;
  readonly campaigns: readonly Campaign[];
  readonly writtenAtMs: number;
}

/** The demo's findings as one HTML file that opens offline. */
export function demoReport(input: DemoReportInput): string {
  const { summary } = input;
  const body = [
    `<h1>One proxy device, ${summary.samples.length} measurements on the next</h1>`,
    `<p class="lead">ProxyLab measured ${summary.architectures.length} architectures of ${summary.spaceId} on this computer in two settings, taken for two devices: ${escapeHtml(summary.proxy.column)} (the proxy) and ${escapeHtml(summary.target.column)} (the target).</p>`,
    figures(summary),
    verdict(summary),
    charts(input),
    settings(summary),
    verification(summary),
    front(summary),
    conditions(input),
  ];
  return reportPage('ProxyLab: one proxy device', body.join('\n'));
}

const srcc = (value: number | null): string => (value === null ? 'unknown' : value.toFixed(3));
const ms = (value: number): string => `${value.toPrecision(3)} ms`;

function figures(summary: DemoSummary): string {
  const rows: [string, string][] = [
    ['SRCC, proxy as it is', srcc(summary.srccProxy)],
    [`SRCC, adapted with ${summary.samples.length} measurements`, srcc(summary.srccAdapted)],
    ['architectures that judged both', String(summary.heldOut)],
    ['on the Pareto front', String(summary.front.length)],
  ];
  return `<dl class="figures">${rows.map(([term, value]) => `<div><dt>${escapeHtml(term)}</dt><dd>${value}</dd></div>`).join('')}</dl>`;
}

function verdict({ srccProxy, srccAdapted, heldOut }: DemoSummary): string {
  if (srccProxy === null || srccAdapted === null) return '<p>Too few architectures were left to judge the adaptation.</p>';
  const better = srccAdapted - srccProxy;
  const sentence =
    Math.abs(better) < 0.005
      ? 'Adapting changed next to nothing: the two settings rank architectures alike enough to reuse the proxy.'
      : better > 0
        ? `Adapting raised the rank correlation by ${better.toFixed(3)}.`
        : `Adapting lowered the rank correlation by ${(-better).toFixed(3)}: here the proxy’s own latencies are the better guide.`;
  return `<p>${sentence} Both figures are Spearman’s rank correlation (SRCC) with the target’s measured latencies on ${heldOut} architectures that the adaptation did not see; the first ranks them by the proxy’s measured latencies, the second by the adapted predictor, which needs no measurement of them at all.</p>`;
}

function charts({ summary, search, table }: DemoReportInput): string {
  const column = (name: string): readonly (number | null)[] => table.values[table.columns.findIndex((one) => one.name === name)] ?? [];
  const [proxy, target] = [column(summary.proxy.column), column(summary.target.column)];
  const pairs = table.names.flatMap((label, i): ReportPoint[] => {
    const [x, y] = [proxy[i] ?? null, target[i] ?? null];
    return x === null || y === null ? [] : [{ x, y, style: 'measured', label }];
  });
  const cloud = search.cloud.latencyMs.map((x, i): ReportPoint => ({ x, y: search.cloud.accuracy[i]!, style: 'cloud', label: '' }));
  const frontPoints = summary.front.map((point): ReportPoint => ({
    x: point.latencyMs,
    y: point.accuracy,
    style: point.measured ? 'measured' : 'predicted',
    label: point.name,
  }));
  const scatter = reportChart({
    description: `Latency on ${summary.target.column} against latency on ${summary.proxy.column}, ${pairs.length} architectures`,
    xTitle: `${summary.proxy.column}, ms (log)`,
    yTitle: `${summary.target.column}, ms (log)`,
    yLog: true,
    points: pairs,
  });
  const pareto = reportChart({
    description: `${summary.accuracyTitle} against latency on ${summary.target.column}: ${search.candidates} candidates and the Pareto front`,
    xTitle: `latency on ${summary.target.column}, ms (log)`,
    yTitle: summary.accuracyTitle,
    yLog: false,
    points: [...thin(cloud, 4000), ...frontPoints],
    staircase: summary.front.map((point) => ({ x: point.latencyMs, y: point.accuracy })),
  });
  return `<section><h2>What was measured, and what it leads to</h2><div class="charts"><figure>${scatter}<figcaption>Every dot is one architecture, measured in both settings.</figcaption></figure><figure>${pareto}<figcaption>Filled: latency measured on the target. Hollow: predicted. ${escapeHtml(summary.accuracyStatement)}</figcaption></figure></div></section>`;
}

function thin<T>(items: readonly T[], most: number): T[] {
  const step = Math.max(1, Math.ceil(items.length / most));
  return items.filter((_, i) => i % step === 0);
}

function settings(summary: DemoSummary): string {
  const rows = summary.settings.map((setting) => {
    const role = setting.column === summary.proxy.column ? 'proxy' : setting.column === summary.target.column ? 'target' : '';
    return [setting.column, srcc(setting.srccToProxy), srcc(setting.srccToItself), role];
  });
  return `<section><h2>How the target was chosen</h2><p class="note">A few architectures were measured twice in every setting. The target is the one that disagrees with the proxy by most beyond its own noise.</p>${htmlTable(['setting', 'SRCC to the proxy', 'SRCC to itself, measured again', 'role'], rows, [1, 2])}</section>`;
}

function verification({ verified }: DemoSummary): string {
  if (verified.length === 0) return '';
  const rows = verified.map((pick) => [
    pick.name,
    ms(pick.predictedMs),
    ms(pick.measuredMs),
    `${(((pick.predictedMs - pick.measuredMs) / pick.measuredMs) * 100).toFixed(1)} %`,
  ]);
  return `<section><h2>Picks checked on the target</h2><p class="note">Architectures of the front that had not been measured before.</p>${htmlTable(['architecture', 'predicted', 'measured', 'error'], rows, [1, 2, 3])}</section>`;
}

function front(summary: DemoSummary): string {
  const rows = summary.front.map((point) => [
    point.name,
    ms(point.latencyMs),
    point.measured ? 'measured' : 'predicted',
    point.accuracy.toPrecision(4),
    `${(point.params / 1e6).toFixed(3)} M`,
  ]);
  return `<section><h2>The Pareto front</h2><p class="note">${escapeHtml(summary.accuracyStatement)}</p>${htmlTable(['architecture', 'latency', 'latency is', summary.accuracyTitle, 'parameters'], rows, [1, 3, 4])}</section>`;
}

function conditions({ summary, campaigns, writtenAtMs }: DemoReportInput): string {
  const rows = campaigns.map((campaign) => [
    campaign.id,
    campaign.column,
    campaign.runtime,
    `${campaign.done}`,
    `${campaign.warmup} + ${campaign.runs}`,
    new Date(campaign.startedAtMs).toISOString().slice(0, 19).replace('T', ' '),
  ]);
  const table = htmlTable(['campaign', 'setting', 'runtime', 'architectures', 'warm-ups + runs', 'started (UTC)'], rows, [3]);
  return `<section><h2>Conditions</h2><p class="note">Table “${escapeHtml(summary.table)}” of this lab holds the medians, its campaigns every raw sample. Sample seed ${summary.seed}. Written ${new Date(writtenAtMs).toISOString().slice(0, 19).replace('T', ' ')} UTC.</p>${table}</section>`;
}
