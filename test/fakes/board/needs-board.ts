import { needs } from '../../helpers/requirements.ts';
import { arm64Compilers } from '../sandbox/arm64-programs.ts';

/** For node:test's `skip` option: what the fake board needs of the machine. */
export function needsBoard(): string | false {
  return (
    needs('bwrap') ||
    needs('/usr/sbin/sshd') ||
    needs('ssh-keygen') ||
    needs('qemu-aarch64-static') ||
    arm64Compilers.map((compiler) => needs(compiler)).find((missing) => missing !== false) ||
    needs('/usr/aarch64-linux-gnu/lib/ld-linux-aarch64.so.1')
  );
}
