import { Columns2 } from 'lucide-react';
import { useEffect, useState } from 'react';
import type { SearchResult } from '../../../preload/contract/search.ts';
import type { Candidate } from '../../charts/candidate.ts';
import { Button } from '../../components/button.tsx';
import { Panel } from '../../components/panel.tsx';
import { ArchitectureCard } from './architecture-card.tsx';
import { SideBySideDialog } from './side-by-side-dialog.tsx';

type PickedPanelProps = { result: SearchResult; picked: Candidate | null };

/** What the picked architecture is, alone or beside another one. */
export function PickedPanel({ result, picked }: PickedPanelProps) {
  const [comparing, setComparing] = useState(false);
  const others = result.front.filter(({ name }) => name !== picked?.name);
  const canCompare = picked !== null && others.length > 0;
  useEffect(() => {
    if (!canCompare) return undefined;
    const onKeyDown = (event: KeyboardEvent): void => {
      const inChart = event.target instanceof Element && event.target.closest('.chart-frame') !== null;
      if (inChart && event.key === 'c' && !event.ctrlKey && !event.metaKey) setComparing(true);
    };
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, [canCompare]);
  return (
    <Panel
      title="Picked architecture"
      empty={picked === null ? 'Nothing keeps to this limit. Move it, or pick a point of the chart.' : undefined}
      tools={
        canCompare && (
          <Button icon={Columns2} small kind="quiet" onClick={() => setComparing(true)}>
            Compare
          </Button>
        )
      }
    >
      {picked !== null && <ArchitectureCard result={result} candidate={picked} />}
      {canCompare && comparing && <SideBySideDialog result={result} picked={picked} others={others} onClose={() => setComparing(false)} />}
    </Panel>
  );
}
