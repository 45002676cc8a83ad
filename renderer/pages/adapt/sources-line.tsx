import type { Adaptation } from '../../../preload/contract/adaptation.ts';
import { sourceWords, twins } from './source-words.ts';

type SourcesLineProps = {
  adaptation: Pick<Adaptation, 'agreements' | 'samples' | 'proxy'>;
  without: readonly string[];
  onWithout: (without: readonly string[]) => void;
};

/** What it was learned from, and whether one of these is the target itself. */
export function SourcesLine({ adaptation: { agreements, samples, proxy }, without, onWithout }: SourcesLineProps) {
  const found = twins(agreements, samples.length).filter((name) => name !== proxy);
  return (
    <p className="chart-footer adapt-footer">
      {sourceWords(agreements)}{' '}
      {found.length > 0 && (
        <>
          {found.join(' and ')} agree{found.length === 1 ? 's' : ''} as if it were the same device.{' '}
          <button type="button" className="adapt-link" onClick={() => onWithout([...without, ...found])}>
            Leave {found.length === 1 ? 'it' : 'them'} out
          </button>
        </>
      )}
      {without.length > 0 && (
        <>
          {' '}
          Left out: {without.join(', ')}.{' '}
          <button type="button" className="adapt-link" onClick={() => onWithout([])}>
            Take {without.length === 1 ? 'it' : 'them'} in again
          </button>
        </>
      )}
    </p>
  );
}
