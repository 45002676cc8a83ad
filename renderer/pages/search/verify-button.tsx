import { Gauge } from 'lucide-react';
import { useState } from 'react';
import type { Job } from '../../../preload/contract/job.ts';
import type { SearchResult } from '../../../preload/contract/search.ts';
import { Button } from '../../components/button.tsx';
import { useDevices } from '../../state/devices.tsx';
import { plural } from '../../state/format.ts';
import { useCampaigns, useTables } from '../../state/queries.ts';
import { VerifyDialog } from './verify-dialog.tsx';
import { picksOfARound, verifyPlan } from './verify-round.ts';

/** Opens the dialog that measures picks of the front; says why it cannot where it cannot. */
export function VerifyButton({ result, onStarted }: { result: SearchResult; onStarted: (job: Job) => void }) {
  const [opened, setOpened] = useState(false);
  const plan = verifyPlan(result, useTables().data ?? [], useDevices().data ?? [], useCampaigns().data ?? []);
  const picks = Math.min(picksOfARound, result.front.filter(({ measured }) => !measured).length);
  return (
    <>
      <Button icon={Gauge} small off={'off' in plan ? plan.off : undefined} onClick={() => setOpened(true)}>
        Verify {plural(picks, 'pick')}
      </Button>
      {'devices' in plan && (
        <VerifyDialog opened={opened} result={result} plan={plan} onStarted={onStarted} onClose={() => setOpened(false)} />
      )}
    </>
  );
}
