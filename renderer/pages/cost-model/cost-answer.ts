import type { CostModelDetail, DevicePredictions } from '../../../preload/contract/cost-model.ts';
import type { AnswerTone, Figure } from '../../components/answer-strip.tsx';
import { formatCount, formatPercent, formatPercentNumber, plural } from '../../state/format.ts';

export type CostAnswer = { tone: AnswerTone; sentence: string; explanation: string; figures: Figure[] };

type Model = Pick<CostModelDetail, 'heldOut'>;
type Device = Pick<DevicePredictions, 'device' | 'signature' | 'networks' | 'scores' | 'trainingDevices' | 'relation'>;

/** Errors that differ by less than this are no difference to a person. */
const noticeable = 0.0005;

/** The page's answer: how well a few measurements predict the rest, beside one scalar for the device. */
export function costAnswer({ heldOut }: Model, { device, signature, networks, scores, trainingDevices, relation }: Device): CostAnswer {
  const known = signature.filter(({ measuredMs }) => measuredMs !== null).length;
  if (known === 0) {
    return {
      tone: 'unknown',
      sentence: `Nothing of the signature set is measured on ${device} yet.`,
      explanation: `Measure its ${plural(signature.length, 'network')}: the others follow from them.`,
      figures: heldOut === null ? [] : figuresOf(heldOut),
    };
  }
  const teachers =
    relation === 'trained-on' ? `${plural(trainingDevices, 'device')}, this one among them` : plural(trainingDevices, 'other device');
  const learned = `Learned from ${teachers}${known < signature.length ? `, with ${known} of ${signature.length} signature networks measured` : ''}.`;
  const count = words[known] ?? formatCount(known);
  const rest = `${known === 1 ? 'measurement predicts' : 'measurements predict'} the other ${plural(networks.length, 'network')}`;
  const judged = scores ?? heldOut;
  if (judged === null) {
    return {
      tone: 'unknown',
      sentence: `${count} ${rest}; how well is not known yet.`,
      explanation: `${learned} ${relation === 'trained-on' ? 'It could not be left out.' : 'Check some networks on the device.'}`,
      figures: [],
    };
  }
  const [ours, scalar] = [judged.model.mape, judged.scalar.mape];
  const where = scores === null ? ` on ${plural(heldOut!.devices, 'device')} left out` : '';
  const checked = scores !== null && scores.networks < networks.length ? ` on ${scores.networks} checked` : '';
  const figures = figuresOf(judged);
  if (ours > scalar - noticeable) {
    return {
      tone: 'adapt',
      sentence: `One scalar for the device predicts as well: mean error ${formatPercent(scalar)}${checked}${where}.`,
      explanation: `${learned} The model is off by ${formatPercent(ours)}: take the scalar, or a larger signature set.`,
      figures,
    };
  }
  return {
    tone: 'ok',
    sentence: `${count} ${rest}, mean error ${formatPercent(ours)}${checked}${where}.`,
    explanation: `${learned} One scalar for the device gives ${formatPercent(scalar)}, so the model is worth it.`,
    figures,
  };
}

function figuresOf({ model, scalar }: Pick<NonNullable<CostModelDetail['heldOut']>, 'model' | 'scalar'>): Figure[] {
  const r2 = (value: number | null): string =>
    value === null ? 'unknown' : value > 0.9994 ? '> 0.999' : value.toFixed(3).replace('-', '−');
  return [
    { label: 'R²', value: r2(model.r2) },
    { label: 'MAPE', value: formatPercentNumber(model.mape), unit: '%' },
    { label: 'Scalar R²', value: r2(scalar.r2) },
    { label: 'Scalar MAPE', value: formatPercentNumber(scalar.mape), unit: '%' },
  ];
}

const words = ['No', 'One', 'Two', 'Three', 'Four', 'Five', 'Six', 'Seven', 'Eight', 'Nine', 'Ten', 'Eleven', 'Twelve'];

/** What the checks so far say of the intervals. */
export function intervalVerdict(
  { level, networks, relation }: Pick<DevicePredictions, 'level' | 'networks' | 'relation'>,
  { heldOut }: Model,
): string {
  const stated = networks.filter(({ lowMs }) => lowMs !== null);
  if (networks.length > 0 && stated.length === 0) return 'This kind of model states no intervals.';
  const checked = stated.filter(({ measuredMs }) => measuredMs !== null);
  const name = `The ${formatPercent(level, { digits: 0 })} intervals`;
  if (checked.length === 0 || relation === 'trained-on') {
    const coverage = heldOut?.model.coverage ?? null;
    const before =
      coverage === null ? '' : ` On ${plural(heldOut!.devices, 'device')} left out, they held ${formatPercent(coverage, { digits: 0 })}.`;
    return `${name} are not checked on this device yet.${before}`;
  }
  const held = checked.filter(({ lowMs, highMs, measuredMs }) => measuredMs! >= lowMs! && measuredMs! <= highMs!).length;
  const share = held / checked.length;
  const enough = checked.length >= 20;
  const verdict =
    enough && share > level + 0.05
      ? ': a little too wide rather than too narrow'
      : enough && share < level - 0.1
        ? ': too narrow on this device'
        : '';
  return held === checked.length
    ? `${name} held all ${plural(held, 'network')} checked so far${verdict}.`
    : `${name} held ${held} of ${plural(checked.length, 'network')} checked so far, ${formatPercent(share, { digits: 0 })}${verdict}.`;
}
