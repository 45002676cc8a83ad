import { useState } from 'react';
import type { FrontPoint, SearchResult } from '../../../preload/contract/search.ts';
import type { Candidate } from '../../charts/candidate.ts';
import { Dialog } from '../../components/dialog.tsx';
import { Picker } from '../../components/picker.tsx';
import { formatMs } from '../../state/format.ts';
import { ArchitectureCard } from './architecture-card.tsx';
import { scoreText } from './search-answer.ts';
import { differenceOf, nextOnFront } from './side-by-side.ts';

type SideBySideDialogProps = {
  result: SearchResult;
  picked: Candidate;
  /** The front without the picked one; at least one. */
  others: readonly FrontPoint[];
  onClose: () => void;
};

/** The picked architecture beside another one of the front, and what the difference costs. */
export function SideBySideDialog({ result, picked, others, onClose }: SideBySideDialogProps) {
  const [chosen, setChosen] = useState<string | null>(null);
  const other = others.find(({ name }) => name === chosen) ?? nextOnFront(picked, others);
  if (other === undefined) return null;
  const sides = [picked, other] as const;
  return (
    <Dialog opened onClose={onClose} title="Side by side" width={860}>
      <div className="search-sides-choice">
        <Picker
          label="Beside it"
          value={other.name}
          options={others.map((point) => ({
            value: point.name,
            label: `${scoreText(point.accuracy, result)} at ${formatMs(point.latencyMs)} ms`,
          }))}
          onChange={setChosen}
        />
        <p className="secondary">{differenceOf(picked, other, result)}</p>
      </div>
      <div className="search-sides">
        {sides.map((candidate, side) => (
          <section key={candidate.name} aria-label={side === 0 ? 'Picked' : 'Beside it'}>
            <h3>{side === 0 ? 'Picked' : 'Beside it'}</h3>
            <ArchitectureCard result={result} candidate={candidate} />
          </section>
        ))}
      </div>
    </Dialog>
  );
}
