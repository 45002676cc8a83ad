import { useMutation } from '@tanstack/react-query';
import { useRef, type FormEvent } from 'react';
import type { DeviceSummary } from '../../../preload/contract/device.ts';
import { Button } from '../../components/button.tsx';
import { Dialog, DialogActions } from '../../components/dialog.tsx';
import { ErrorPanel } from '../../components/error-panel.tsx';
import { useLab } from '../../state/lab-context.ts';
import { SecretField } from './secret-field.tsx';

type SecretDialogProps = { device: DeviceSummary; opened: boolean; onClose: () => void };

/** Asks for the password of a board that the lab knows. */
export function SecretDialog({ device, opened, onClose }: SecretDialogProps) {
  return (
    <Dialog opened={opened} onClose={onClose} title={`Password of ${device.name}`} width={440}>
      {opened && <SecretForm device={device} onClose={onClose} />}
    </Dialog>
  );
}

function SecretForm({ device, onClose }: Omit<SecretDialogProps, 'opened'>) {
  const lab = useLab();
  const secret = useRef<HTMLInputElement>(null);
  const keep = useRef<HTMLInputElement>(null);
  const unlocking = useMutation({
    mutationFn: () => {
      const given = secret.current?.value ?? '';
      if (secret.current !== null) secret.current.value = '';
      return lab.devices.unlock({ deviceId: device.id, secret: given, keepSecret: keep.current?.checked ?? false });
    },
    onSuccess: onClose,
  });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    unlocking.mutate();
  };
  return (
    <form className="add-form" onSubmit={submit}>
      <p className="secondary small">For {device.detail}, or the passphrase of the key file that it was added with.</p>
      <SecretField label="Password" secretRef={secret} keepRef={keep} />
      {unlocking.error !== null && <ErrorPanel error={unlocking.error} inside />}
      <DialogActions>
        <Button onClick={onClose}>Cancel</Button>
        <Button kind="primary" submit working={unlocking.isPending} workingLabel="Connecting…">
          Connect
        </Button>
      </DialogActions>
    </form>
  );
}
