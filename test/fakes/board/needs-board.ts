import { needs } from '../../helpers/requirements.ts';

/** For node:test's `skip` option: what the fake board needs of the machine. */
export function needsBoard(): string | false {
  return (
    needs('bwrap') ||
    needs('/usr/sbin/sshd') ||
    needs('ssh-keygen') ||
    needs('qemu-aarch64-static') ||
    needs('cc') ||
    needs('/usr/aarch64-linux-gnu/lib/ld-linux-aarch64.so.1')
  );
}
