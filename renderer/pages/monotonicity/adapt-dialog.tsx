import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Check, Shuffle } from 'lucide-react';
import { useEffect } from 'react';
import type { Adaptation } from '../../../preload/contract/adaptation.ts';
import { IntervalDots } from '../../charts/interval-dots.tsx';
import { Button } from '../../components/button.tsx';
import { Dialog } from '../../components/dialog.tsx';
import { ErrorPanel } from '../../components/error-panel.tsx';
import { KeyValues } from '../../components/key-values.tsx';
import { Tag } from '../../components/tag.tsx';
import { formatCount, formatSrcc } from '../../state/format.ts';
import { useLab } from '../../state/lab-context.ts';

type AdaptDialogProps = { table: string; proxy: string; target: string; onClose: () => void };

const SAMPLES = 20;

/** Adapts the proxy's predictor to the target with a few of its measurements and shows what that did, on architectures that were not used. */
export function AdaptDialog({ table, proxy, target, onClose }: AdaptDialogProps) {
  const lab = useLab();
  const queries = useQueryClient();
  const { mutate, data, error } = useMutation({
    mutationFn: () => lab.adaptations.run({ table, proxy, target, samples: SAMPLES }),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['models'] }),
  });
  useEffect(() => mutate(), [mutate]);
  return (
    <Dialog
      opened
      onClose={onClose}
      title={`${proxy} adapted to ${target}`}
      width={620}
      actions={
        <>
          <Button onClick={onClose}>Close</Button>
          {data !== undefined && (
            <Button kind="primary" href={`/search?model=${encodeURIComponent(data.model.id)}`}>
              Search with it
            </Button>
          )}
        </>
      }
    >
      {error !== null && <ErrorPanel error={error} inside onRetry={mutate} />}
      {error === null && data === undefined && (
        <p role="status" className="secondary">
          Adapting with {SAMPLES} measurements of {target}…
        </p>
      )}
      {data !== undefined && <Outcome adaptation={data} />}
    </Dialog>
  );
}

function Outcome({ adaptation }: { adaptation: Adaptation }) {
  const { sentence, explanation, good } = wordsOf(adaptation);
  const dots = [
    { name: `${adaptation.proxy} as it is`, srcc: adaptation.srccProxy, interval: null, word: 'before' },
    { name: 'Adapted', srcc: adaptation.srccHeldOut, interval: null, word: 'after' },
  ].flatMap((dot) => (dot.srcc === null ? [] : [{ ...dot, srcc: dot.srcc }]));
  return (
    <>
      <div role="status" className="adapt-answer">
        <Tag tone={good ? 'ok' : 'warn'} icon={good ? Check : Shuffle}>
          {good ? 'Reaches 0.90' : 'Not there yet'}
        </Tag>
        <strong>{sentence}</strong>
        <p className="secondary small">{explanation}</p>
      </div>
      {dots.length > 0 && (
        <figure className="adapt-figure">
          <figcaption className="label">
            SRCC with {adaptation.target} on {formatCount(adaptation.heldOut)} held-out architectures
          </figcaption>
          <IntervalDots label="Rank correlation before and after" dots={dots} picked="Adapted" onPick={() => undefined} />
        </figure>
      )}
      <KeyValues
        items={[
          { label: 'Measurements used', value: `${formatCount(adaptation.samples.length)} of ${adaptation.target}` },
          { label: 'Method', value: adaptation.chosen },
          { label: 'Kept as', value: adaptation.model.name },
        ]}
      />
    </>
  );
}

function wordsOf(adaptation: Adaptation): { good: boolean; sentence: string; explanation: string } {
  const { srccProxy, srccHeldOut, heldOut, target, samples } = adaptation;
  if (srccProxy === null || srccHeldOut === null) {
    return {
      good: false,
      sentence: 'Adapted; how well it ranks is not known.',
      explanation: `Only ${formatCount(heldOut)} architectures of ${target} are left to check it on.`,
    };
  }
  const explanation = `SRCC ${formatSrcc(srccProxy, 3)} before, ${formatSrcc(srccHeldOut, 3)} after, on ${formatCount(heldOut)} architectures that were not among the ${samples.length}.`;
  if (srccHeldOut <= srccProxy) return { good: false, sentence: 'The proxy as it is ranks no worse: adapting did not help.', explanation };
  if (srccHeldOut >= 0.9) return { good: true, sentence: `Adapted: ${samples.length} measurements are enough here.`, explanation };
  return {
    good: false,
    sentence: 'Better, but still below 0.90.',
    explanation: `${explanation} More measurements of ${target} would help.`,
  };
}
