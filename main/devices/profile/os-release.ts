/** The name for people in /etc/os-release, for example `Debian GNU/Linux 12 (bookworm)`; null where there is none. */
export function parseOsRelease(text: string): string | null {
  return field(text, 'PRETTY_NAME') ?? field(text, 'NAME');
}

function field(text: string, name: string): string | null {
  const match = new RegExp(`^${name}=(.*)$`, 'm').exec(text);
  const value = (match?.[1] ?? '').trim().replace(/^(["'])(.*)\1$/, '$2');
  const plain = value.replace(/\\(["'$`\\])/g, '$1');
  return plain === '' ? null : plain;
}
