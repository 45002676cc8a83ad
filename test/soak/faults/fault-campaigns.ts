import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createRng } from '../../../main/core/rng.ts';
import { BoardStation } from './board-station.ts';
import { type FaultOutcome, runFaultCampaign } from './fault-campaign.ts';
import { LabProcess } from './lab-process.ts';
import { PhoneStation } from './phone-station.ts';
import { writeSmallNetworks } from '../../helpers/small-networks.ts';
import { type FaultKind, faultKinds, type Station } from './station.ts';

/** How many of each kind of device suffer at the same time; each has a lab of its own. */
export interface Stations {
  readonly phones: number;
  readonly boards: number;
}

const networksOfACampaign = 4;

interface Plan {
  readonly number: number;
  readonly kind: FaultKind;
  readonly station: 'phone' | 'small phone' | 'board';
}

/**
 * Runs so many campaigns, each with one fault, every kind in turn. Returns what to print; throws it where a committed measurement is lost,
 * one is taken twice, a setting stays changed, anything hangs, or a campaign neither finishes nor says what to do.
 */
export async function runFaultCampaigns(count: number, stations: Stations, only?: string): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'proxylab-faults-'));
  const networks = writeSmallNetworks(folder, networksOfACampaign);
  const plans = planFaults(count).filter(({ kind }) => only === undefined || kind.includes(only));
  const ofStation = (of: Plan['station']): Plan[] => plans.filter(({ station }) => station === of);
  const queues = { phone: ofStation('phone'), 'small phone': ofStation('small phone'), board: ofStation('board') };
  const outcomes: FaultOutcome[] = [];
  const work = async (of: Plan['station'], index: number): Promise<void> => {
    const own = queues[of];
    if (own.length <= index) return; // the others will do
    const name = `${of} ${index + 1}`;
    const station = of === 'board' ? await BoardStation.open(name) : await PhoneStation.open(name, of === 'small phone');
    try {
      outcomes.push(...(await sufferAt(station, own, networks, join(folder, name))));
    } finally {
      await station.close();
    }
  };
  try {
    const all = (['phone', 'small phone', 'board'] as const).flatMap((of) =>
      Array.from({ length: sharersOf(of, stations) }, (_, index) => work(of, index)),
    );
    await Promise.all(all);
    const report = describe(outcomes);
    assert.ok(outcomes.length === plans.length && outcomes.every(isGood), report);
    return report;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function sharersOf(of: Plan['station'], { phones, boards }: Stations): number {
  return of === 'phone' ? phones : of === 'board' ? boards : 1;
}

/** Every kind as often as any other; the same plan in every run. */
function planFaults(count: number): readonly Plan[] {
  const rng = createRng(77);
  return Array.from({ length: count }, (_, number) => {
    const kind = faultKinds[number % faultKinds.length]!;
    const places: readonly Plan['station'][] =
      kind === 'full disk' ? ['small phone'] : kind === 'adb server killed' ? ['phone'] : ['phone', 'board'];
    return { number, kind, station: rng.pick(places) };
  });
}

/** Takes plans of a queue that it shares with others. */
async function sufferAt(station: Station, queue: Plan[], networks: readonly string[], labFolder: string): Promise<FaultOutcome[]> {
  const outcomes: FaultOutcome[] = [];
  let lab: LabProcess | undefined;
  const give = async (isNew: boolean): Promise<LabProcess> => {
    if (isNew) await lab?.close();
    if (lab === undefined || !lab.isAlive) lab = new LabProcess(labFolder, station.environment);
    return lab;
  };
  try {
    for (let plan = queue.shift(); plan !== undefined; plan = queue.shift()) {
      const { number, kind } = plan;
      outcomes.push(await runFaultCampaign({ kind, station, networks, rng: createRng(1000 + number), lab: give }));
    }
  } finally {
    await lab?.kill();
  }
  return outcomes;
}

function isGood({ isFinished, lost, twice, notRestored, hangs, problems }: FaultOutcome): boolean {
  return isFinished && lost + twice + notRestored + hangs + problems.length === 0;
}

function describe(outcomes: readonly FaultOutcome[]): string {
  const sum = (of: readonly FaultOutcome[], key: 'measured' | 'lost' | 'twice' | 'notRestored' | 'hangs'): number =>
    of.reduce((total, outcome) => total + outcome[key], 0);
  const row = (title: string, of: readonly FaultOutcome[]): string => {
    const asked = [...new Set(of.flatMap((outcome) => outcome.asked))].join(', ');
    const figures = [
      of.length,
      of.filter(({ isInjected }) => isInjected).length,
      of.filter(({ isFinished }) => isFinished).length,
      sum(of, 'measured'),
      sum(of, 'lost'),
      sum(of, 'twice'),
      sum(of, 'notRestored'),
      sum(of, 'hangs'),
      of.reduce((total, { problems }) => total + problems.length, 0),
    ];
    return `${title.padEnd(22)}${figures.map((figure) => String(figure).padStart(10)).join('')}  ${asked}`;
  };
  const heads = ['campaigns', 'injected', 'finished', 'measured', 'lost', 'twice', 'settings', 'hangs', 'problems'];
  const kinds = faultKinds.map((kind) => [kind, outcomes.filter((outcome) => outcome.kind === kind)] as const);
  return [
    `${'fault'.padEnd(22)}${heads.map((head) => head.padStart(10)).join('')}  asked for`,
    ...kinds.filter(([, of]) => of.length > 0).map(([kind, of]) => row(kind, of)),
    row('all', outcomes),
    ...outcomes
      .filter((outcome) => !isGood(outcome))
      .map(
        ({ kind, station, problems, messages }) =>
          `${kind} at ${station}: ${problems.join('\n')}\n    ${messages.slice(-12).join('\n    ')}`,
      ),
  ].join('\n');
}
