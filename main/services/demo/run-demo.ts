import type { Campaign } from '../../../preload/contract/campaign.ts';
import type { DemoSummary } from '../../../preload/contract/demo.ts';
import type { LabClient } from '../../../preload/contract/index.ts';
import type { FrontPoint, SearchResult } from '../../../preload/contract/search.ts';
import { LabError } from '../../core/lab-error.ts';
import { spearman } from '../../core/stats/spearman.ts';
import type { JobControl } from '../../jobs/job-registry.ts';
import { demoPlan, demoSettings, type DemoPlan, type DemoSetting } from './demo-plan.ts';

/** The procedures of the lab that the demo works through: the same as any front. */
export type DemoLab = Pick<LabClient, 'devices' | 'spaces' | 'campaigns' | 'tables' | 'adaptations' | 'searches'>;

export interface DemoRequest {
  readonly quick: boolean;
  readonly seed: number;
  /** Name of the table that the demo fills. */
  readonly table: string;
  readonly clock: () => number;
}

/** What a demo found, and the search behind it. */
export interface DemoOutcome {
  readonly summary: Omit<DemoSummary, 'reportPath'>;
  readonly search: SearchResult;
}

/**
 * The whole job on this computer: choose the setting that ranks architectures most unlike the proxy, measure both, adapt the proxy's
 * predictor with a few of the target's latencies, judge it on the others, search, and measure the picks.
 */
export async function runDemo(lab: DemoLab, request: DemoRequest, control: JobControl): Promise<DemoOutcome> {
  const startedAtMs = request.clock();
  const plan = demoPlan(request.quick);
  const [device] = await lab.devices.list();
  if (!device) throw new LabError({ code: 'not-found', message: 'This computer is not among the devices.' });
  const { precisions, maximumThreads } = await lab.devices.describe({ deviceId: device.id });
  const settings = demoSettings(precisions, maximumThreads);
  const { architectures } = await lab.spaces.sample({ spaceId: plan.spaceId, samples: plan.architectures, seed: request.seed });

  const measure = campaignRunner(lab, device.id, plan, request, control, measurementsPlanned(plan, settings.length));
  const trial = architectures.slice(0, plan.trial);
  const rest = architectures.slice(plan.trial);
  const trials: Trial[] = [];
  for (const setting of settings) {
    const first = await measure(setting, trial, `Trying ${setting.column}`);
    const second = await measure(setting, trial, `Trying ${setting.column} again`);
    trials.push({ setting, first, second });
  }
  const judged = judgeSettings(trials, trial);
  const [proxy, target] = [settings[0]!, mostUnlike(judged)];
  await measure(proxy, rest, `Measuring the proxy (${proxy.column})`);
  await measure(target, rest, `Measuring the target (${target.column})`);

  control.report({ message: 'Adapting the predictor', etaSeconds: null });
  const adaptation = await lab.adaptations.run({
    table: request.table,
    proxy: proxy.column,
    target: target.column,
    samples: plan.samples,
    seed: request.seed,
  });
  control.report({ message: 'Searching' });
  const search = await lab.searches.run({ spaceId: plan.spaceId, latency: { modelId: adaptation.model.id }, seed: request.seed });
  const picks = spread(
    search.front.filter((point) => !point.measured),
    plan.verify,
  );
  await measure(
    target,
    picks.map((point) => point.name),
    'Measuring the picks',
  );

  return {
    search,
    summary: {
      quick: request.quick,
      seed: request.seed,
      spaceId: plan.spaceId,
      table: request.table,
      settings: judged,
      proxy,
      target,
      architectures,
      samples: adaptation.samples.map(({ name }) => name),
      heldOut: adaptation.heldOut,
      srccProxy: adaptation.srccProxy,
      srccAdapted: adaptation.srccHeldOut,
      searchId: search.id,
      accuracyTitle: search.accuracyTitle,
      accuracyStatement: search.accuracyStatement,
      front: search.front,
      verified: await verifiedPicks(lab, request.table, target, picks),
      campaigns: measure.campaigns,
      seconds: (request.clock() - startedAtMs) / 1000,
    },
  };
}

function measurementsPlanned(plan: DemoPlan, settings: number): number {
  return 2 * plan.trial * settings + 2 * (plan.architectures - plan.trial) + plan.verify;
}

/** Medians by architecture. */
type Latencies = ReadonlyMap<string, number>;

interface CampaignRunner {
  (setting: DemoSetting, architectures: readonly string[], message: string): Promise<Latencies>;
  readonly campaigns: string[];
}

/** Runs one campaign after the other to its end and adds up their progress. */
function campaignRunner(
  lab: DemoLab,
  deviceId: string,
  plan: DemoPlan,
  request: DemoRequest,
  control: JobControl,
  total: number,
): CampaignRunner {
  const campaigns: string[] = [];
  const startedAtMs = request.clock();
  let before = 0;

  const run = async (setting: DemoSetting, architectures: readonly string[], message: string): Promise<Latencies> => {
    if (architectures.length === 0) return new Map();
    const campaign = await lab.campaigns.start({
      deviceId,
      spaceId: plan.spaceId,
      architectures: [...architectures],
      table: request.table,
      column: setting.column,
      precision: setting.precision,
      threads: setting.threads,
      seed: request.seed,
      ...plan.measuring,
    });
    campaigns.push(campaign.id);
    const stop = (): void => void lab.campaigns.pause({ campaignId: campaign.id });
    control.signal.addEventListener('abort', stop, { once: true });
    try {
      for await (const event of await lab.campaigns.watch({ campaignId: campaign.id })) {
        if (event.type === 'campaign') report(message, before + event.campaign.done);
      }
    } finally {
      control.signal.removeEventListener('abort', stop);
    }
    assertFinished(await lab.campaigns.get({ campaignId: campaign.id }));
    before += architectures.length;
    const measurements = await lab.campaigns.measurements({ campaignId: campaign.id });
    return new Map(measurements.filter((one) => !one.isAnchor).map((one) => [one.architecture, one.medianMs]));
  };

  function report(message: string, done: number): void {
    const elapsedSeconds = (request.clock() - startedAtMs) / 1000;
    control.report({ message, done, total, etaSeconds: done > 0 ? (elapsedSeconds / done) * (total - done) : null });
  }
  return Object.assign(run, { campaigns });
}

function assertFinished(campaign: Campaign): void {
  if (campaign.state === 'finished') return;
  if (campaign.state === 'failed')
    throw new LabError({ code: 'runner-failed', message: campaign.message, remedy: 'See the Measure page.' });
  throw new LabError({ code: 'cancelled', message: 'The demo was stopped; what was measured is kept.' });
}

/** The trial architectures measured twice in one setting. */
interface Trial {
  readonly setting: DemoSetting;
  readonly first: Latencies;
  readonly second: Latencies;
}

type JudgedSetting = DemoSummary['settings'][number];

/** How alike each setting ranks the trial architectures to the proxy (the first setting), and to itself when measured again. */
function judgeSettings(trials: readonly Trial[], architectures: readonly string[]): JudgedSetting[] {
  const column = (latencies: Latencies) => architectures.map((name) => latencies.get(name) ?? Number.NaN);
  const proxy = column(trials[0]!.second);
  return trials.map(({ setting, first, second }) => ({
    ...setting,
    srccToProxy: spearman(column(second), proxy),
    srccToItself: spearman(column(first), column(second)),
  }));
}

/** The setting that disagrees with the proxy by most beyond what its own noise explains. */
function mostUnlike(settings: readonly JudgedSetting[]): DemoSetting {
  const difference = (setting: JudgedSetting): number => (setting.srccToItself ?? 0) - (setting.srccToProxy ?? 1);
  const [target] = settings.slice(1).toSorted((a, b) => difference(b) - difference(a));
  if (!target) throw new LabError({ code: 'unsupported', message: 'This computer has only one setting; the demo needs two.' });
  return { column: target.column, precision: target.precision, threads: target.threads };
}

/** At most `count` points, evenly along the front. */
function spread(front: readonly FrontPoint[], count: number): FrontPoint[] {
  if (front.length <= count) return [...front];
  return Array.from({ length: count }, (_, i) => front[Math.round((i * (front.length - 1)) / (count - 1))]!);
}

async function verifiedPicks(
  lab: DemoLab,
  table: string,
  target: DemoSetting,
  picks: readonly FrontPoint[],
): Promise<DemoSummary['verified']> {
  const data = await lab.tables.get({ table });
  const values = data.values[data.columns.findIndex((column) => column.name === target.column)] ?? [];
  return picks.flatMap((pick) => {
    const measuredMs = values[data.names.indexOf(pick.name)] ?? null;
    return measuredMs === null ? [] : [{ name: pick.name, predictedMs: pick.latencyMs, measuredMs }];
  });
}
