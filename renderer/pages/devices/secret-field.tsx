import { Checkbox, PasswordInput } from '@mantine/core';
import type { Ref } from 'react';

/** Takes a password or passphrase. It is read when it is sent and stands nowhere else in the page. */
export function SecretField({
  label,
  secretRef,
  keepRef,
}: {
  label: string;
  secretRef: Ref<HTMLInputElement>;
  keepRef: Ref<HTMLInputElement>;
}) {
  return (
    <>
      <PasswordInput label={label} ref={secretRef} autoComplete="off" maxLength={1000} withAsterisk={false} data-autofocus />
      <Checkbox label="Keep it in the system’s keychain (where there is one)" ref={keepRef} size="xs" />
    </>
  );
}
