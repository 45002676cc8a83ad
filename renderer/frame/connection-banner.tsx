import { CloudOff } from 'lucide-react';
import { Button } from '../components/button.tsx';
import { Icon } from '../components/icon.tsx';
import { useConnection, useConnectionStatus } from '../state/lab-context.ts';
import './connection-banner.css';

/** Says that the lab does not answer, and that the window keeps trying. */
export function ConnectionBanner() {
  const connection = useConnection();
  const { state, generation } = useConnectionStatus();
  if (state !== 'lost') return null;
  return (
    <div className="connection-banner tone-warn" role="alert">
      <Icon of={CloudOff} />
      <span>
        <strong>{generation === 0 ? 'The lab does not answer, trying again.' : 'Lost connection, trying again.'}</strong>{' '}
        {generation === 0 ? 'Open the address that it printed when it was started.' : 'What was measured is kept.'}
      </span>
      <Button small onClick={connection.retry}>
        Try now
      </Button>
    </div>
  );
}
