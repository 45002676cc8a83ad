import { writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { calibrationOperations } from './calibration.ts';
import { compare } from './compare.ts';
import { cpuTimeMs, median } from './cpu-time.ts';
import storedPeerTimes from './peer-times.json' with { type: 'json' };
import type { AgreementSubject, ComparedSubject, FiguresSubject, Quality, TimedSubject, TransferSubject } from './subject.ts';
import { subjects } from './subjects/subjects.ts';

/**
 * `npm run bench`: how long the lab's own work takes, on one core, beside the goal. Work that a Python library does as well is compared
 * with it: run in turn where it is installed (Debian: apt-get install python3-numpy python3-scipy python3-sklearn), else with its kept CPU
 * time in units of the calibration loop. Words as arguments choose the subjects whose name has one of them; `--store` keeps the peers'
 * times of this run, `--stored` takes the kept ones even where the peers are installed. A missed goal is no failure: machines differ. Results that differ from the peer's are.
 */
interface PeerTime {
  /** CPU time over that of the calibration loop. */
  units: number;
  measured: string;
  /** Of its result, where the subject knows one. */
  quality?: number;
}

const runs = 5;
const peerTimes: Record<string, PeerTime> = { ...storedPeerTimes };
const words = process.argv.slice(2).filter((argument) => !argument.startsWith('--'));
const store = process.argv.includes('--store');
const stored = process.argv.includes('--stored');

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

/** Three significant digits. */
function short(value: number): string {
  return value >= 100 ? value.toFixed(0) : value.toPrecision(3);
}

/** Median CPU time of `runs` runs after one that is not counted: what else the machine does matters little to it. */
function medianCpuMs(run: () => void): number {
  run();
  return median(Array.from({ length: runs }, () => cpuTimeMs(run, 1)));
}

function reportTimed({ name, goalMs, run }: TimedSubject): void {
  const ms = medianCpuMs(run);
  say(`${name}\n    ${ms.toFixed(0)} ms, goal ${goalMs} ms: ${ms <= goalMs ? 'met' : 'missed'}`);
}

async function reportCompared(subject: ComparedSubject): Promise<void> {
  const { labMs, labQuality, calibrationMs, peer } = await compare(subject, !stored);
  const known = peerTimes[subject.name];
  say(subject.name);
  if (peer === null && known === undefined) {
    say(`    lab ${short(labMs)} ms; ${subject.peer.name} was not run, and no time of it is kept`);
    return;
  }
  const peerMs = peer ? peer.ms : known!.units * calibrationMs;
  const ratio = labMs / peerMs;
  const source = peer ? `run in turn: ${peer.versions}` : `estimated from its kept time: ${known!.measured}`;
  say(`    ${ratio.toFixed(2)}×, goal ${subject.goalRatio}×: ${ratio <= subject.goalRatio ? 'met' : 'missed'}`);
  say(`    lab ${short(labMs)} ms, ${subject.peer.name} ${short(peerMs)} ms (${source})`);
  if (subject.quality && labQuality !== null) reportQuality(subject.quality, labQuality, peer ? peer.quality : (known?.quality ?? null));
  if (peer === null) return;
  if (subject.tolerance !== null && !(peer.difference <= subject.tolerance)) {
    say(`    RESULTS DIFFER by ${peer.difference.toExponential(1)}, allowed ${subject.tolerance}`);
    process.exitCode = 1;
  }
  peerTimes[subject.name] = {
    units: Number((peer.ms / calibrationMs).toPrecision(4)),
    measured: `${peer.versions}, ${cpus()[0]?.model}`,
    ...(peer.quality === null ? {} : { quality: Number(peer.quality.toPrecision(5)) }),
  };
}

async function reportAgreement({ name, goalDifference, compare: measure }: AgreementSubject): Promise<void> {
  const { difference, cpuDifference, medianMs, otherMedianMs, isSameOutput } = await measure();
  const percent = (share: number): string => `${(100 * share).toFixed(1)} %`;
  say(name);
  say(`    ${percent(difference)}, goal within ${percent(goalDifference)}: ${Math.abs(difference) <= goalDifference ? 'met' : 'missed'}`);
  say(`    medians ${medianMs.toFixed(3)} and ${otherMedianMs.toFixed(3)} ms; CPU time ${percent(cpuDifference)}`);
  if (isSameOutput) return;
  say('    RESULTS DIFFER');
  process.exitCode = 1;
}

async function reportTransfer({ name, goalMbPerSecond, transfer }: TransferSubject): Promise<void> {
  const done = await transfer();
  say(name);
  if (done === null) return say('    not run: this computer lacks what it takes');
  const { bytes, mbPerSecond, peer } = done;
  say(`    ${mbPerSecond.toFixed(0)} MB/s, goal ${goalMbPerSecond} MB/s: ${mbPerSecond >= goalMbPerSecond ? 'met' : 'missed'}`);
  say(`    ${(bytes / 1e6).toFixed(1)} MB; ${peer.name} ${peer.mbPerSecond.toFixed(0)} MB/s`);
}

async function reportFigures({ name, lack, look }: FiguresSubject): Promise<void> {
  const figures = await look();
  say(name);
  if (figures === null) return say(`    not run: ${lack}`);
  for (const { name: what, value, unit, goal } of figures) {
    const [words, met] =
      'atMost' in goal ? [`at most ${goal.atMost}`, value <= goal.atMost] : [`at least ${goal.atLeast}`, value >= goal.atLeast];
    say(`    ${what}: ${short(value)} ${unit}, goal ${words}: ${met ? 'met' : 'missed'}`);
  }
}

function reportQuality({ name, within }: Quality, ours: number, theirs: number | null): void {
  const verdict =
    theirs === null ? '' : `, the peer's ${theirs.toFixed(4)}: ${ours >= theirs - within ? 'met' : 'missed'} within ${within}`;
  say(`    ${name} ${ours.toFixed(4)}${verdict}`);
}

say('Lab and peers in CPU time of one thread, medians.');
for (const subject of subjects) {
  if (words.length > 0 && !words.some((word) => subject.name.toLowerCase().includes(word.toLowerCase()))) continue;
  if ('goalRatio' in subject) await reportCompared(subject);
  else if ('goalDifference' in subject) await reportAgreement(subject);
  else if ('goalMbPerSecond' in subject) await reportTransfer(subject);
  else if ('look' in subject) await reportFigures(subject);
  else reportTimed(subject);
}
if (store) {
  writeFileSync(join(import.meta.dirname, 'peer-times.json'), `${JSON.stringify(peerTimes, null, 2)}\n`);
  say(`Kept the peers' times in units of ${calibrationOperations.toLocaleString('en')} floating-point operations.`);
}
