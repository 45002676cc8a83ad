/** What a pickle holds at its top, by its first instructions; null where the bytes are no pickle of that kind. */
export function pickleShape(head: Uint8Array): 'list' | 'dict' | null {
  let at = 0;
  const isVersioned = head[0] === 0x80 && (head[1] ?? 6) <= 5;
  if (isVersioned) at = 2;
  if (isVersioned && head[at] === 0x95) at += 9;
  const [opcode = '', next = ''] = String.fromCharCode(...head.subarray(at, at + 2));
  // Protocol 0 opens a mark first and says afterwards of what.
  const isNumpy = String.fromCharCode(...head.subarray(at, at + 40)).includes('numpy');
  if (opcode === ']' || (opcode === '(' && next === 'l') || (isNumpy && (isVersioned || opcode === 'c'))) return 'list';
  return opcode === '}' || (opcode === '(' && next === 'd') ? 'dict' : null;
}
