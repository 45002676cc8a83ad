import { KeyRound, Lock, WifiOff } from 'lucide-react';
import { useState } from 'react';
import type { DeviceSummary } from '../../../preload/contract/device.ts';
import { Button } from '../../components/button.tsx';
import { Icon } from '../../components/icon.tsx';
import { SecretDialog } from './secret-dialog.tsx';
import './remedy-card.css';

/** What a person must do before a device can be used. */
export function RemedyCard({ device }: { device: DeviceSummary }) {
  const needsConsent = device.state === 'unauthorized';
  return (
    <section className="remedy-card" aria-label={`What ${device.name} needs`}>
      <span className="check-mark tone-warn">
        <Icon of={needsConsent ? Lock : WifiOff} size={14} />
      </span>
      <div>
        <strong>{headline(device)}</strong>
        <p className="secondary small">{device.remedy}</p>
        <RemedyHelp device={device} />
      </div>
    </section>
  );
}

/** More about it, and what can be done from here. */
export function RemedyHelp({ device }: { device: DeviceSummary }) {
  const [asking, setAsking] = useState(false);
  const needsConsent = device.state === 'unauthorized';
  return (
    <>
      {needsConsent && device.kind === 'adb' && (
        <p className="secondary small">The lab notices by itself, there is nothing to press here.</p>
      )}
      {device.kind === 'adb' && (
        <details className="remedy-help small">
          <summary>{needsConsent ? 'No prompt on the phone?' : 'It is plugged in and still not there?'}</summary>
          <ol>
            {needsConsent ? (
              <>
                <li>Unlock the phone: the prompt comes only to an unlocked screen.</li>
                <li>Unplug it and plug it in again.</li>
                <li>In the developer options, “Revoke USB debugging authorisations”, then plug it in again.</li>
              </>
            ) : (
              <>
                <li>Try another cable or port: many cables only charge.</li>
                <li>Settings, About phone: tap the build number seven times. Then, in the developer options, switch on USB debugging.</li>
                <li>Over Wi-Fi: phone and computer in the same network, wireless debugging on, its address as before.</li>
              </>
            )}
          </ol>
        </details>
      )}
      {needsConsent && device.kind === 'ssh' && (
        <div className="remedy-actions">
          <Button small icon={KeyRound} onClick={() => setAsking(true)}>
            Give its password
          </Button>
        </div>
      )}
      <SecretDialog device={device} opened={asking} onClose={() => setAsking(false)} />
    </>
  );
}

function headline({ name, kind, state }: DeviceSummary): string {
  if (state !== 'unauthorized') return `${name} does not answer.`;
  return kind === 'adb' ? `${name} has not allowed this computer.` : `${name} does not let the lab in.`;
}
