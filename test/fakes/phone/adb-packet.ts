/** Commands of the ADB transport, each packet's first word (protocol.txt of the Android sources). */
export const adb = {
  connect: 0x4e584e43,
  auth: 0x48545541,
  open: 0x4e45504f,
  okay: 0x59414b4f,
  write: 0x45545257,
  close: 0x45534c43,
} as const;

export const adbVersion = 0x0100_0001;
export const maximumPayload = 1 << 20;
export const headerBytes = 24;

export interface AdbHeader {
  readonly command: number;
  readonly first: number;
  readonly second: number;
  readonly length: number;
}

export function encodePacket(command: number, first: number, second: number, payload: Uint8Array = new Uint8Array(0)): Buffer {
  const packet = Buffer.alloc(headerBytes + payload.length);
  const isBeforeVersion = command === adb.connect || command === adb.auth; // later packets need no sum
  const sum = isBeforeVersion ? payload.reduce((total, byte) => total + byte, 0) : 0;
  for (const [index, word] of [command, first, second, payload.length, sum, command ^ 0xffff_ffff].entries())
    packet.writeUInt32LE(word >>> 0, 4 * index);
  packet.set(payload, headerBytes);
  return packet;
}

export function decodeHeader(bytes: Buffer): AdbHeader {
  const [command, first, second, length, , magic] = Array.from({ length: 6 }, (_, index) => bytes.readUInt32LE(4 * index)) as [
    number,
    number,
    number,
    number,
    number,
    number,
  ];
  if ((command ^ 0xffff_ffff) >>> 0 !== magic || length > maximumPayload) throw new Error('not a packet');
  return { command, first, second, length };
}
