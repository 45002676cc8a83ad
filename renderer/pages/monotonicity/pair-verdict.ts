import type { PairAdvice } from '../../../preload/contract/monotonicity.ts';
import { formatCount, formatSrcc } from '../../state/format.ts';

export type PairVerdict = {
  tone: 'ok' | 'adapt' | 'unknown';
  sentence: string;
  explanation: string;
};

/** The page's answer for one pair: reuse the proxy's predictor, adapt it, or not known, with the figures it rests on. */
export function pairVerdict(pair: PairAdvice): PairVerdict {
  const evidence = evidenceOf(pair);
  switch (pair.advice) {
    case 'reuse':
      return {
        tone: 'ok',
        sentence: `Reuse: ${pair.a} ranks architectures as ${pair.b} does.`,
        explanation: evidence,
      };
    case 'adapt':
      return {
        tone: 'adapt',
        sentence: `Adapt: ${pair.a} and ${pair.b} agree too little to reuse.`,
        explanation: `${evidence} Reuse needs at least 0.90.`,
      };
    case 'unsure':
      return {
        tone: 'unknown',
        sentence: `Not sure: the interval of ${pair.a} and ${pair.b} crosses 0.90.`,
        explanation: `${evidence} Measure more, or adapt.`,
      };
    case 'unknown':
      return {
        tone: 'unknown',
        sentence: `Not known: ${pair.a} and ${pair.b} have too little in common.`,
        explanation: `${formatCount(pair.architectures)} architectures were measured on both. Measure the same ones on both devices.`,
      };
  }
}

function evidenceOf(pair: PairAdvice): string {
  const srcc = pair.srcc === null ? 'SRCC unknown' : `SRCC ${formatSrcc(pair.srcc, 3)}`;
  const interval =
    pair.interval === null ? '' : `, 95 % interval ${formatSrcc(pair.interval.low, 3)} to ${formatSrcc(pair.interval.high, 3)}`;
  return `${srcc}${interval} over ${formatCount(pair.architectures)} architectures.`;
}
