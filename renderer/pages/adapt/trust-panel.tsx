import { TriangleAlert } from 'lucide-react';
import { KeyValues } from '../../components/key-values.tsx';
import { Panel } from '../../components/panel.tsx';
import { Tag } from '../../components/tag.tsx';
import { formatCount, formatPercent } from '../../state/format.ts';
import { intervalsHeld } from './prediction-errors.ts';
import type { ShownAdaptation } from './queries.ts';
import { pointAt, type Repeats } from './repeats.ts';

/** Below this share, 90 % intervals say too much. */
const tooNarrow = 0.85;

/** Whether errors and intervals are what they claim to be. */
export function TrustPanel({ adaptation, repeats, measured }: { adaptation: ShownAdaptation; repeats: Repeats | null; measured: number }) {
  const { samples, unseen, meanError } = adaptation;
  const held = (repeats && pointAt(repeats.coverage, samples.length)?.middle) ?? intervalsHeld(unseen);
  const unchecked = unseen.length === 0 ? 'none is left to check' : 'the method states none';
  return (
    <Panel title="Can I trust it?" className="adapt-trust">
      <KeyValues
        items={[
          { label: 'Mean error on unseen', value: meanError === null ? null : formatPercent(meanError), why: 'too few are left' },
          {
            label: '90 % intervals that hold',
            value: held === null ? null : <Held share={held} />,
            why: unchecked,
          },
          {
            label: 'Measured so far',
            value: samples.length === measured ? formatCount(measured) : `${samples.length} used of ${formatCount(measured)}`,
          },
        ]}
      />
      <p className="small secondary adapt-trust-advice">
        {held !== null && held < tooNarrow
          ? 'Trust the ranking more than the intervals, and measure what a search picks.'
          : 'A search predicts with this model: measure what it picks before you build on it.'}
      </p>
    </Panel>
  );
}

function Held({ share }: { share: number }) {
  return (
    <span className="adapt-held">
      {share < tooNarrow && (
        <Tag tone="warn" icon={TriangleAlert}>
          too narrow
        </Tag>
      )}
      {formatPercent(share, { digits: 0 })}
    </span>
  );
}
