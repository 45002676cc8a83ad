import { TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { Button } from '../../components/button.tsx';
import { Dialog, DialogActions } from '../../components/dialog.tsx';
import { ErrorPanel } from '../../components/error-panel.tsx';
import { failure } from '../../state/failure.ts';
import { useLab } from '../../state/lab-context.ts';

type PhoneDialogProps = { opened: boolean; onClose: () => void };

/** Links a phone over Wi-Fi; it then appears in the list by itself. */
export function PhoneDialog({ opened, onClose }: PhoneDialogProps) {
  return (
    <Dialog opened={opened} onClose={onClose} title="Add a phone over Wi-Fi">
      {opened && <PhoneForm onClose={onClose} />}
    </Dialog>
  );
}

function PhoneForm({ onClose }: Pick<PhoneDialogProps, 'onClose'>) {
  const lab = useLab();
  const [address, setAddress] = useState('');
  const linking = useMutation({
    mutationFn: () => lab.devices.connectPhone({ address }),
    onSuccess: onClose,
    onError: (error) => {
      if (failure(error).code === 'unauthorized') onClose(); // it is in the list and says what it needs
    },
  });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (address.trim() !== '') linking.mutate();
  };
  return (
    <form className="add-form" onSubmit={submit}>
      <ol className="add-how secondary small">
        <li>On the phone: developer options, wireless debugging on. Phone and computer are in the same network.</li>
        <li>
          Once, for a phone that this computer never saw: <code className="mono">adb pair HOST:PORT</code> in a terminal with the code that
          the phone shows under “Pair device”. By cable instead: <code className="mono">adb tcpip 5555</code>.
        </li>
        <li>Enter the address that the phone shows under wireless debugging.</li>
      </ol>
      <TextInput
        label="Address"
        placeholder="192.168.1.20:37099"
        value={address}
        maxLength={300}
        data-autofocus
        onChange={(event) => {
          setAddress(event.currentTarget.value);
          linking.reset();
        }}
      />
      {linking.error !== null && <ErrorPanel error={linking.error} inside />}
      <DialogActions>
        <Button onClick={onClose}>Cancel</Button>
        <Button
          kind="primary"
          submit
          off={address.trim() === '' ? 'Needs an address' : undefined}
          working={linking.isPending}
          workingLabel="Connecting…"
        >
          Connect
        </Button>
      </DialogActions>
    </form>
  );
}
