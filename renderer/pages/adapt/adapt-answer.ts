import type { Adaptation } from '../../../preload/contract/adaptation.ts';
import type { PairAdvice } from '../../../preload/contract/monotonicity.ts';
import type { AnswerTone, Figure } from '../../components/answer-strip.tsx';
import { formatCount, formatInterval, formatSrcc, plural } from '../../state/format.ts';
import { pointAt, type RepeatedFigure, type Repeats } from './repeats.ts';

export type AdaptAnswer = { tone: AnswerTone; sentence: string; explanation: string; figures: Figure[] };

/** Whose ranking is good enough to search with. */
export const goalSrcc = 0.9;
/** A rival that is worse by less than this is as good. */
export const noticeable = 0.01;

export type Evidence = {
  adaptation: Pick<Adaptation, 'samples' | 'target' | 'heldOut' | 'srccHeldOut' | 'srccNoSource' | 'certainty'>;
  /** The proxy as it is; null: not known. */
  before: Pick<PairAdvice, 'srcc' | 'interval'> | null;
  /** null: too few architectures are left to judge by. */
  repeats: Repeats | null;
};

/** The page's answer: before and after, whether it is enough, and whether something simpler is as good. */
export function adaptAnswer({ adaptation, before, repeats }: Evidence): AdaptAnswer {
  const count = adaptation.samples.length;
  const after = repeats && pointAt(repeats.adapted, count);
  if (repeats && after) return judged(count, after, before, repeats);
  const { certainty } = adaptation;
  const figures = [beforeFigure(before)];
  if (certainty === null) {
    return {
      tone: 'unknown',
      sentence: 'Adapted; how well it ranks is not known.',
      explanation: `The method states no intervals, and ${left(adaptation)} to check it on. Choose another method, or measure more.`,
      figures,
    };
  }
  const expected = { middle: certainty.expected, low: certainty.low, high: certainty.high };
  figures.push({ ...figure(`Expected after ${count}`, expected), interval: interval(expected) });
  const basis = `Judged by the ${count} themselves, 90 % interval: ${left(adaptation)} to check it on.`;
  if (expected.low >= goalSrcc)
    return {
      tone: 'ok',
      sentence: `Enough: SRCC is ${formatSrcc(expected.low)} or more, with 95 % certainty.`,
      explanation: basis,
      figures,
    };
  return {
    tone: 'adapt',
    sentence: `Not sure yet: SRCC is about ${formatSrcc(expected.middle)}, but it may be ${formatSrcc(expected.low)}; the goal is 0.90.`,
    explanation: `${basis} Measure more: it stops by itself once the lower bound is 0.90.`,
    figures,
  };
}

function judged(count: number, after: RepeatedFigure, before: Evidence['before'], repeats: Repeats): AdaptAnswer {
  const noSource = pointAt(repeats.noSource, count);
  const srcc = before?.srcc ?? null;
  const figures = [beforeFigure(before), figure(`After ${count}`, after), ...(noSource ? [figure('No source', noSource)] : [])];
  const rival =
    noSource && noSource.middle >= after.middle - noticeable
      ? `A model without any source does as well (${formatSrcc(noSource.middle)}): at ${count} the sources add nothing.`
      : '';
  const more = nextStep(repeats, count);
  const said = (...parts: string[]): string => parts.filter((part) => part !== '').join(' ');
  if (srcc !== null && srcc >= after.middle - noticeable) {
    return {
      tone: srcc >= goalSrcc ? 'ok' : 'adapt',
      sentence: `The proxy as it is ranks as well: SRCC ${formatSrcc(srcc)} before, ${formatSrcc(after.middle)} after ${count}.`,
      explanation: said(
        srcc >= goalSrcc ? 'Adapting is not needed for ranking.' : 'Adapting does not help yet.',
        srcc >= goalSrcc ? '' : more,
      ),
      figures,
    };
  }
  const rose = srcc === null ? `SRCC is ${formatSrcc(after.middle)}` : `SRCC rose from ${formatSrcc(srcc)} to ${formatSrcc(after.middle)}`;
  if (after.low >= goalSrcc) {
    const least = `In the worst of ${repeats.seeds} repeats it is ${formatSrcc(after.low)}.`;
    return { tone: 'ok', sentence: `Enough: ${rose} with ${plural(count, 'measurement')}.`, explanation: said(rival, least), figures };
  }
  const sure = after.middle >= goalSrcc ? 'Good, not yet sure' : 'Better, not yet sure';
  return { tone: 'adapt', sentence: `${sure}: ${rose}; the goal is 0.90.`, explanation: said(more, rival), figures };
}

/** What the next size brought where it was tried. */
function nextStep({ adapted }: Repeats, count: number): string {
  const next = adapted.find(({ at }) => at > count);
  if (next === undefined) return '';
  return `${next.at - count} more should give about ${formatSrcc(next.middle)} ${interval(next)}.`;
}

function left({ heldOut }: Evidence['adaptation']): string {
  if (heldOut === 0) return 'no other measurements are left';
  return heldOut === 1 ? 'only 1 other measurement is left' : `only ${formatCount(heldOut)} other measurements are left`;
}

function beforeFigure(before: Evidence['before']): Figure {
  if (before?.srcc === null || before === null) return { label: 'Before', value: 'unknown' };
  const { srcc, interval: range } = before;
  return {
    label: 'Before',
    value: formatSrcc(srcc),
    interval: range === null ? undefined : formatInterval(range.low, range.high, formatSrcc),
  };
}

function figure(label: string, value: RepeatedFigure): Figure {
  return { label, value: formatSrcc(value.middle), interval: interval(value) };
}

function interval({ low, high }: RepeatedFigure): string {
  return formatInterval(low, high, (value) => formatSrcc(value));
}
