import type { NetworkComparison } from '../../../preload/contract/search.ts';
import { KeyValues } from '../../components/key-values.tsx';
import { Panel } from '../../components/panel.tsx';
import { formatDuration, formatPercent, formatSignificant, plural } from '../../state/format.ts';

/** What a neural optimizer lost and gained against the usual search for the same question. */
export function NetworkPanel({ comparison }: { comparison: NetworkComparison }) {
  const { algorithm, hypervolumeRatio, answers, answerMs, searchMs, trainMs, devices } = comparison;
  return (
    <Panel title="Network against search" note={`learned from ${plural(devices.length, 'other device')}`}>
      <KeyValues
        items={[
          {
            label: 'Hypervolume',
            value: hypervolumeRatio === null ? null : `${formatPercent(hypervolumeRatio)} of the search’s (${algorithm})`,
            why: 'the search’s front is one point',
          },
          {
            label: 'One answer',
            value: answerMs === null ? null : `${formatSignificant(answerMs, 2)} ms, median of ${answers}`,
            why: 'nothing was asked',
          },
          { label: 'The search', value: formatDuration(searchMs / 1000) },
          { label: 'Training', value: `${formatDuration(trainMs / 1000)}, once for all limits` },
        ]}
      />
      {hypervolumeRatio !== null && hypervolumeRatio < 0.95 && (
        <p className="small secondary">The search found more: take its front where you have the time.</p>
      )}
    </Panel>
  );
}
