import { printLatencyTable } from '../../../main/formats/latency-table-csv.ts';
import { mean } from '../../../main/core/stats/summary.ts';
import { atLeast, type Figure } from '../figure.ts';
import type { PaperLab, SpaceTable } from '../paper-lab.ts';
import type { PaperSection } from '../section.ts';
import { type DeviceSet, deviceSets } from './device-sets.ts';
import { samplesOf, transferFigure } from './transfer-figures.ts';

const helpNasBench = 'nas-bench-201/help.csv.gz';
const eagleNasBench = 'nas-bench-201/oneproxy.csv';
const helpFbnet = 'fbnet/help.csv.gz';
/** HELP and HW-NAS-Bench measured FBNet in the form for CIFAR-100. */
const protocols = { 'nas-bench-201': { sourceSamples: 512 }, fbnet: { sourceSamples: 800, variant: 'cifar' } } as const;
const publishedSamples = 20;
const python = 'GP recipe in Python';

export const fewShot: PaperSection = {
  id: 'c',
  title: 'Published protocols of few-shot prediction',
  about:
    'Device sets of HELP, MultiPredict and NASFLAT: every source has measured 512 architectures (NAS-Bench-201) or 800 (FBNet), a target 20 or 10. Means over targets and 3 trials of SRCC over all architectures of the table; published figures are those of 20 samples. The Eagle columns are those of OneProxy’s table, on 1,999 architectures; its eagle_gtx (in N3 and NA) is its eagle_i7 to within noise, and so perhaps not the published one.',
  files: [helpNasBench, eagleNasBench, helpFbnet],
  async measure(lab) {
    const tables = { 'nas-bench-201': await withEagle(lab), fbnet: await lab.table(helpFbnet, 'fbnet') };
    const found: SetFigure[] = [];
    for (const set of deviceSets) found.push(...(await figuresOf(lab, set, tables[set.spaceId])));
    return [...found.map(({ figure }) => figure), ...geometricMeans(found)];
  },
};

interface SetFigure {
  readonly set: DeviceSet;
  readonly samples: number;
  /** All targets are there. */
  readonly isComplete: boolean;
  readonly figure: Figure;
}

async function figuresOf(lab: PaperLab, set: DeviceSet, table: SpaceTable): Promise<SetFigure[]> {
  const has = (device: string) => table.columns.has(device);
  const [sources, targets] = [set.sources.filter(has), set.targets.filter(has)];
  const missing = [...set.sources, ...set.targets].filter((device) => !has(device));
  const isComplete = targets.length === set.targets.length;
  const report = await lab.transfer({
    table: { fileName: `${set.spaceId}.csv`, content: asCsv(table, [...new Set([...sources, ...targets])]) },
    spaceId: set.spaceId,
    ...protocols[set.spaceId],
    sources,
    targets,
    samples: [10, 20],
    baselines: ['gp-no-source', 'ridge-counts'],
    seeds: 3,
  });
  return samplesOf(report).map((samples) => {
    const own = set.prototype[samples]!;
    const goal =
      samples === publishedSamples
        ? atLeast(Math.max(...Object.values(set.published)), 'with 20 samples the best of the published figures')
        : atLeast(own, 'with 10 samples what the GP recipe in Python came to');
    const figure = transferFigure(report, {
      name: `${set.id}, K = ${samples}`,
      samples,
      published: { ...(samples === publishedSamples ? set.published : {}), [python]: own },
      goal: isComplete ? goal : null, // other targets, other means
      note: missing.length === 0 ? undefined : `without ${missing.join(', ')}`,
    });
    return { set, samples, isComplete, figure };
  });
}

/** Over the sets of a space whose targets are all there, the published figures over the same sets. */
function geometricMeans(found: readonly SetFigure[]): Figure[] {
  const complete = found.filter(({ isComplete }) => isComplete);
  const groups = Map.groupBy(complete, ({ set, samples }) => `geometric mean of ${set.spaceId}, K = ${samples}`);
  return Array.from(groups, ([name, group]) => {
    const figures = group.map(({ figure }) => figure);
    const { unit, beside, published, goal } = figures[0]!;
    const over = (valueOf: (figure: Figure) => number | null | undefined) => geometricMean(figures.map((figure) => valueOf(figure) ?? NaN));
    const means = Object.fromEntries(Object.keys(published).map((method) => [method, over((figure) => figure.published[method])]));
    const { [python]: own, ...others } = means;
    const best = Object.values(others).length > 0 ? Math.max(...Object.values(others)) : own!;
    return {
      name,
      unit,
      value: over(({ value }) => value),
      beside: Object.fromEntries(Object.keys(beside).map((method) => [method, over((figure) => figure.beside[method])])),
      published: means,
      goal: goal && { ...goal, value: best },
    };
  });
}

function geometricMean(values: readonly number[]): number {
  return Math.exp(mean(values.map((value) => Math.log(value))));
}

/** HELP's table of NAS-Bench-201 with Eagle's columns beside, which are measured on a part of the architectures. */
async function withEagle(lab: PaperLab): Promise<SpaceTable> {
  const help = await lab.table(helpNasBench, 'nas-bench-201');
  const eagle = await lab.table(eagleNasBench, 'nas-bench-201');
  const rows = new Map(eagle.names.map((name, row) => [name, row]));
  const added = [...eagle.columns]
    .filter(([device]) => device.startsWith('eagle_'))
    .map(([device, values]) => [device, Float64Array.from(help.names, (name) => values[rows.get(name) ?? -1] ?? NaN)] as const);
  return { ...help, columns: new Map([...help.columns, ...added]) };
}

function asCsv({ spaceId, names, columns }: SpaceTable, devices: readonly string[]): Blob {
  const values = devices.map((device) => Array.from(columns.get(device)!, (value) => (Number.isNaN(value) ? null : value)));
  return new Blob([...printLatencyTable({ spaceId, unit: 'ms', source: '', columns: devices, names, values })]);
}
