import { calibrationLoop } from './calibration.ts';
import { cpuTimeMs, median } from './cpu-time.ts';
import { isInstalled, PythonPeer } from './python-peer.ts';
import type { ComparedSubject, Inputs, Peer, Quality } from './subject.ts';

const usualRounds = 7;
/** Short work is repeated until one measurement lasts this long. */
const shortestMs = 40;
const warmUpMs = 500;

/** Medians over the rounds, CPU time of one run. */
export interface Comparison {
  readonly labMs: number;
  /** null where the subject knows no quality. */
  readonly labQuality: number | null;
  readonly calibrationMs: number;
  /** null where the peer was not run. */
  readonly peer: MeasuredPeer | null;
}

export interface MeasuredPeer {
  readonly ms: number;
  readonly versions: string;
  /** Largest difference between the results, relative to the largest value. */
  readonly difference: number;
  readonly quality: number | null;
}

/** Times the lab, the calibration loop and, if wished and installed, the peer in turn: whatever else the machine does slows all of them. */
export async function compare(subject: ComparedSubject, withPeer: boolean): Promise<Comparison> {
  const inputs = subject.inputs(0);
  const work = subject.prepare(inputs);
  const peer = withPeer && isInstalled(subject.peer) ? await PythonPeer.start(subject.peer, inputs) : null;
  try {
    const labRepeats = await repeatsFor((repeats) => cpuTimeMs(work, repeats));
    const peerRepeats = peer && (await repeatsFor((repeats) => peer.cpuTimeMs(repeats)));
    cpuTimeMs(calibrationLoop, 3);
    const lab: number[] = [];
    const calibration: number[] = [];
    const other: number[] = [];
    const { rounds = usualRounds } = subject;
    for (let round = 0; round < rounds; round++) {
      lab.push(cpuTimeMs(work, labRepeats) / labRepeats);
      // The loop is short: of few rounds each needs several.
      for (let done = 0; done < usualRounds / rounds; done++) calibration.push(cpuTimeMs(calibrationLoop, 1));
      if (peer && peerRepeats) other.push((await peer.cpuTimeMs(peerRepeats)) / peerRepeats);
    }
    const ours = work();
    const theirs = peer && (await peer.result());
    const quality = subject.quality && (await meanQualities(subject, subject.quality, inputs, ours, theirs));
    return {
      labMs: median(lab),
      labQuality: quality?.lab ?? null,
      calibrationMs: median(calibration),
      peer: peer &&
        theirs && {
          ms: median(other),
          versions: peer.versions,
          difference: largestDifference(ours, theirs),
          quality: quality?.peer ?? null,
        },
    };
  } finally {
    peer?.stop();
  }
}

/** Over all draws, of which the first has its results already. */
async function meanQualities(
  subject: ComparedSubject,
  { draws = 1, of }: Quality,
  first: Inputs,
  ours: ArrayLike<number>,
  theirs: readonly number[] | null,
): Promise<{ readonly lab: number; readonly peer: number | null }> {
  let lab = of(ours, first) / draws;
  let peer = theirs && of(theirs, first) / draws;
  for (let draw = 1; draw < draws; draw++) {
    const inputs = subject.inputs(draw);
    lab += of(subject.prepare(inputs)(), inputs) / draws;
    if (peer !== null) peer += of(await resultOf(subject.peer, inputs), inputs) / draws;
  }
  return { lab, peer };
}

async function resultOf(peer: Peer, inputs: Inputs): Promise<readonly number[]> {
  const running = await PythonPeer.start(peer, inputs);
  try {
    await running.cpuTimeMs(1);
    return await running.result();
  } finally {
    running.stop();
  }
}

/** Runs that last long enough to be measured. Both sides are warmed up for as long: just-in-time compilers and caches need it. */
async function repeatsFor(timeMs: (repeats: number) => number | Promise<number>): Promise<number> {
  let repeats = 1;
  for (let spent = 0, last = 0; spent < warmUpMs || last < shortestMs; spent += last) {
    if (last > 0 && last < shortestMs) repeats *= 2;
    last = await timeMs(repeats);
  }
  return repeats;
}

function largestDifference(ours: ArrayLike<number>, theirs: readonly number[]): number {
  if (ours.length !== theirs.length) return Infinity;
  let largest = 0;
  let difference = 0;
  theirs.forEach((value, i) => {
    largest = Math.max(largest, Math.abs(value));
    difference = Math.max(difference, Number.isFinite(ours[i]!) ? Math.abs(ours[i]! - value) : Infinity);
  });
  return difference / (largest || 1);
}
