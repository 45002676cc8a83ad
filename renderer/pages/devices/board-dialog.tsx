import { TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useRef, useState, type FormEvent } from 'react';
import type { AddBoard, DeviceSummary } from '../../../preload/contract/device.ts';
import { Button } from '../../components/button.tsx';
import { Dialog, DialogActions } from '../../components/dialog.tsx';
import { ErrorPanel } from '../../components/error-panel.tsx';
import { useLab } from '../../state/lab-context.ts';
import { SecretField } from './secret-field.tsx';

type BoardDialogProps = { opened: boolean; onClose: () => void; onAdded: (device: DeviceSummary) => void };

/** Adds a board over SSH: its address, then whatever the first connection asks for. */
export function BoardDialog({ opened, onClose, onAdded }: BoardDialogProps) {
  return (
    <Dialog opened={opened} onClose={onClose} title="Add a board">
      {opened && <BoardForm onClose={onClose} onAdded={onAdded} />}
    </Dialog>
  );
}

function BoardForm({ onClose, onAdded }: Omit<BoardDialogProps, 'opened'>) {
  const lab = useLab();
  const [board, setBoard] = useState({ address: '', keyFile: '', name: '' });
  const [acceptedKey, setAcceptedKey] = useState<string>();
  const secret = useRef<HTMLInputElement>(null);
  const keep = useRef<HTMLInputElement>(null);
  const adding = useMutation({
    mutationFn: (acceptHostKey: string | undefined) => {
      const given = secret.current?.value;
      if (secret.current !== null) secret.current.value = '';
      const said = given === undefined ? {} : { secret: given, keepSecret: keep.current?.checked ?? false };
      return lab.devices.add({ ...request(board), ...(acceptHostKey === undefined ? {} : { acceptHostKey }), ...said });
    },
    onSuccess: (answer) => {
      if (answer.outcome !== 'added') return;
      onAdded(answer.device);
      onClose();
    },
  });
  const asked = adding.data;
  const change = (entered: Partial<typeof board>): void => {
    setBoard({ ...board, ...entered });
    setAcceptedKey(undefined); // it was another board's
    adding.reset();
  };
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    const accepted = asked?.outcome === 'host-key' ? asked.fingerprint : acceptedKey;
    setAcceptedKey(accepted);
    adding.mutate(accepted);
  };
  return (
    <form className="add-form" onSubmit={submit}>
      <TextInput
        label="Address"
        placeholder="ssh://nvidia@192.168.1.30"
        value={board.address}
        maxLength={500}
        data-autofocus
        onChange={(event) => change({ address: event.currentTarget.value })}
      />
      <TextInput
        label="Key file"
        description="of this computer; otherwise the SSH agent’s keys and those in ~/.ssh, then a password"
        value={board.keyFile}
        onChange={(event) => change({ keyFile: event.currentTarget.value })}
      />
      <TextInput
        label="Name"
        description="in lists; otherwise the host’s name"
        maxLength={100}
        value={board.name}
        onChange={(event) => change({ name: event.currentTarget.value })}
      />
      {asked?.outcome === 'host-key' && (
        <section className="add-question" aria-label="Host key">
          <strong>Is this your board?</strong>
          <p className="secondary small">It was never connected before. It shows this key:</p>
          <code className="mono add-fingerprint">{asked.fingerprint}</code>
          <p className="secondary small">
            Compare it with what the board itself shows: <code className="mono">ssh-keygen -lf /etc/ssh/ssh_host_ed25519_key.pub</code>. If
            they differ, something else answers in its place: cancel.
          </p>
        </section>
      )}
      {asked?.outcome === 'secret' && (
        <section className="add-question" aria-label="Password">
          <p className="secondary small">{asked.message}</p>
          <SecretField label={asked.kind === 'password' ? 'Password' : 'Passphrase'} secretRef={secret} keepRef={keep} />
        </section>
      )}
      {adding.error !== null && <ErrorPanel error={adding.error} inside />}
      <DialogActions>
        <Button onClick={onClose}>Cancel</Button>
        <Button
          kind="primary"
          submit
          off={board.address.trim() === '' ? 'Needs an address' : undefined}
          working={adding.isPending}
          workingLabel="Connecting…"
        >
          {asked?.outcome === 'host-key' ? 'The keys are the same' : 'Connect'}
        </Button>
      </DialogActions>
    </form>
  );
}

/** What was left empty is left to the lab. */
function request({ address, keyFile, name }: Record<'address' | 'keyFile' | 'name', string>): AddBoard {
  return {
    address: address.trim(),
    ...(keyFile.trim() === '' ? {} : { keyFile: keyFile.trim() }),
    ...(name.trim() === '' ? {} : { name: name.trim() }),
  };
}
