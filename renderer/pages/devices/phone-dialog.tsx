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
  const [pairing, setPairing] = useState({ address: '', code: '' });
  const isToPair = pairing.address.trim() !== '' || pairing.code.trim() !== '';
  const linking = useMutation({
    mutationFn: async () => {
      if (isToPair) {
        await lab.devices.pairPhone({ address: pairing.address, code: pairing.code.trim() });
        setPairing({ address: '', code: '' }); // once is enough, whatever becomes of the rest
      }
      return await lab.devices.connectPhone({ address });
    },
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
          Once, for a phone that this computer never saw: the address and code that it shows under “Pair device with pairing code”. By cable
          instead: <code className="mono">adb tcpip 5555</code> in a terminal.
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
      <div className="add-pair">
        {(['address', 'code'] as const).map((key) => (
          <TextInput
            key={key}
            label={key === 'address' ? 'Pairing address' : 'Pairing code'}
            placeholder={key === 'address' ? 'only the first time' : '123456'}
            value={pairing[key]}
            maxLength={key === 'address' ? 300 : 6}
            onChange={(event) => {
              setPairing({ ...pairing, [key]: event.currentTarget.value });
              linking.reset();
            }}
          />
        ))}
      </div>
      {linking.error !== null && <ErrorPanel error={linking.error} inside />}
      <DialogActions>
        <Button onClick={onClose}>Cancel</Button>
        <Button kind="primary" submit off={missing(address, pairing, isToPair)} working={linking.isPending} workingLabel="Connecting…">
          Connect
        </Button>
      </DialogActions>
    </form>
  );
}

/** What is still needed, as the button says it. */
function missing(address: string, pairing: { address: string; code: string }, isToPair: boolean): string | undefined {
  if (address.trim() === '') return 'Needs an address';
  const canPair = pairing.address.trim() !== '' && /^\d{6}$/.test(pairing.code.trim());
  return isToPair && !canPair ? 'Needs pairing address and six digits, or neither' : undefined;
}
