import type { Campaign, CampaignConditions, Measurement } from '../../../preload/contract/campaign.ts';
import { Clock, Pause, TriangleAlert } from 'lucide-react';
import type { AnswerStripProps, Figure } from '../../components/answer-strip.tsx';
import { formatCount, formatDuration, formatLeft, formatPercentNumber, formatSignificant, leftAmount, plural } from '../../state/format.ts';
import { campaignPhase, coolingPace, largestDrift, repeatedBlocks, supersededIn } from './campaign-state.ts';
import { assertNever } from '../../state/assert-never.ts';

/** How the campaign stands and whether its numbers can be trusted, in one sentence with its evidence. */
export function campaignAnswer(
  campaign: Campaign,
  measurements: readonly Measurement[],
  conditions: readonly CampaignConditions[] = [],
): AnswerStripProps {
  return { ...sentence(campaign, measurements, conditions), figures: figures(campaign) };
}

function sentence(campaign: Campaign, measurements: readonly Measurement[], conditions: readonly CampaignConditions[]): AnswerStripProps {
  const { done, total, deviceName, message } = campaign;
  const progress = `${formatCount(done)} of ${formatCount(total)}`;
  const kept = done === 0 ? 'Nothing was measured yet.' : `The ${formatCount(done)} measured are kept.`;
  const phase = campaignPhase(campaign);
  switch (phase) {
    case 'running':
      return { tone: 'working', sentence: `Measuring on ${deviceName}: ${progress}.`, explanation: message };
    case 'waiting':
      return {
        tone: 'wait',
        ...(campaign.waiting?.what === 'turn' ? { icon: Clock } : {}),
        ...waits(campaign, progress, conditions),
      };
    case 'away':
      return { tone: 'failed', ...away(campaign, progress) };
    case 'paused':
      return { tone: 'wait', icon: Pause, sentence: `Paused after ${progress}.`, explanation: `${kept} Resume goes on where it stopped.` };
    case 'interrupted':
      return {
        tone: 'wait',
        icon: Pause,
        sentence: `Interrupted after ${progress}.`,
        explanation: `${kept} Resume measures what is missing and nothing twice.`,
      };
    case 'finished':
      return {
        ...trust(campaign, measurements),
        sentence: `${plural(total, campaign.networks.length > 0 ? 'network' : 'architecture')} measured on ${deviceName}.`,
      };
    case 'cancelled':
      return {
        tone: 'unknown',
        sentence: `Stopped after ${progress}.`,
        explanation: `${kept} They are in table ${campaign.table}, column ${campaign.column}.`,
      };
    case 'failed':
      return { tone: 'failed', sentence: `Failed after ${progress}.`, explanation: `${message} ${kept}` };
    default:
      return assertNever(phase);
  }
}

function waits(
  { waiting, deviceName, message }: Campaign,
  progress: string,
  conditions: readonly CampaignConditions[],
): Pick<AnswerStripProps, 'sentence' | 'explanation'> {
  if (waiting?.what === 'turn')
    return { sentence: message, explanation: 'One measurement at a time on a device. The jobs (J) show the line.' };
  const goesOn = `${progress} measured; it goes on by itself.`;
  if (waiting?.what !== 'cooling') return { sentence: message, explanation: goesOn };
  const pace = coolingPace(conditions);
  const falls = pace === null ? '' : `It falls ${formatSignificant(pace.perMinuteC, 2)} °C a minute, so ${formatLeft(pace.seconds)}. `;
  return { sentence: `Waiting for ${deviceName} to cool: ${waiting.now.obstacle}.`, explanation: `${falls}${goesOn}` };
}

function away({ waiting, deviceName }: Campaign, progress: string): Pick<AnswerStripProps, 'sentence' | 'explanation'> {
  const remedy = waiting?.what === 'device' ? waiting.error.remedy : '';
  return {
    sentence: `${deviceName} stopped answering.`,
    explanation: `${progress} are saved, and what it measures meanwhile is in its journal. ${remedy} The lab then carries on by itself.`,
  };
}

/** Share of flagged measurements from which the numbers need a second look. */
const doubtfulShare = 0.1;

/** What speaks for and against the numbers of a finished campaign. */
function trust(campaign: Campaign, measurements: readonly Measurement[]): Omit<AnswerStripProps, 'sentence'> {
  const isSuperseded = supersededIn(campaign.blocks);
  const counted = measurements.filter((measurement) => !measurement.isAnchor && !isSuperseded(measurement));
  const flagged = counted.filter((measurement) => measurement.flags.length > 0).length;
  const where = `Medians are in table ${campaign.table}, column ${campaign.column}`;
  if (flagged === 0) return { tone: 'ok', explanation: `${where}; no measurement is flagged.` };
  const flags = `${plural(flagged, 'measurement is', 'measurements are')} flagged`;
  if (flagged < doubtfulShare * counted.length) return { tone: 'ok', explanation: `${where}; ${flags}.` };
  return {
    tone: 'wait',
    icon: TriangleAlert,
    explanation: `${where}; ${flags}, each with its reason below. Measure again when the device is quiet.`,
  };
}

function figures(campaign: Campaign): Figure[] {
  const list: Figure[] = [{ label: 'Done', value: formatCount(campaign.done), unit: `of ${formatCount(campaign.total)}` }];
  const running = campaign.state === 'running' && campaign.jobId !== null;
  if (running) {
    const left = campaign.etaSeconds === null ? { value: 'unknown', unit: undefined } : leftAmount(campaign.etaSeconds);
    list.push({ label: 'Left', ...left });
  } else if (campaign.endedAtMs !== null) {
    list.push({ label: 'Took', value: formatDuration((campaign.endedAtMs - campaign.startedAtMs) / 1000) });
  }
  list.push({ label: 'Repeated', value: formatCount(repeatedBlocks(campaign.blocks)), unit: 'blocks' });
  const drift = largestDrift(campaign.blocks);
  if (drift !== null) list.push({ label: 'Anchor drift', value: formatPercentNumber(drift, { signed: true }), unit: '%' });
  return list;
}
