import { eventIterator } from '@orpc/contract';
import { z } from 'zod';
import { procedure } from './base.ts';
import { labErrorCode, labErrorData } from './error.ts';

export const precision = z.enum(['f32', 'int8']);
export type Precision = z.infer<typeof precision>;

export const deviceSummary = z.object({
  id: z.string(),
  kind: z.enum(['local', 'adb', 'ssh']),
  name: z.string(),
  state: z.enum(['ready', 'measuring', 'checking', 'unauthorized', 'offline']),
  detail: z.string(),
  remedy: z.string().optional(),
  /** Under which it was listed before it said who it is. */
  formerId: z.string().optional(),
});
export type DeviceSummary = z.infer<typeof deviceSummary>;

/** What runs networks on a device; `onnxruntime-c` is the C runner on this computer, `custom` a program of the user's own. */
export const runtimeKind = z.enum(['onnxruntime', 'onnxruntime-c', 'trtexec', 'custom']);
export type RuntimeKind = z.infer<typeof runtimeKind>;

/** What there is to measure on, as it is now. */
export const deviceFleet = z.object({
  devices: z.array(deviceSummary),
  /** Why devices of a kind can't be found at present. */
  obstacles: z.array(labErrorData.extend({ kind: z.enum(['local', 'adb', 'ssh']), message: z.string() })),
});
export type DeviceFleet = z.infer<typeof deviceFleet>;

/** null is unknown. */
export const deviceDescription = z.object({
  id: z.string(),
  kind: z.enum(['local', 'adb', 'ssh']),
  name: z.string(),
  processorModel: z.string().nullable(),
  clusters: z.array(
    z.object({
      name: z.string(),
      processors: z.array(z.int()),
      minimumClockKhz: z.number().nullable(),
      maximumClockKhz: z.number().nullable(),
      governor: z.string().nullable(),
    }),
  ),
  memoryBytes: z.number().nullable(),
  operatingSystem: z.string().nullable(),
  abi: z.string().nullable(),
  /** The usual runtime, and what it runs. */
  runtime: z.string(),
  precisions: z.array(precision),
  /** All of them, the usual one first; a user's own program comes with the campaign. */
  runtimes: z.array(z.object({ kind: runtimeKind, name: z.string(), precisions: z.array(precision) })),
  maximumThreads: z.int(),
  affinity: z.boolean(),
  powerMode: z.string().optional(),
  powerSensor: z.string().optional(),
});
export type DeviceDescription = z.infer<typeof deviceDescription>;

export const deviceReadings = z.object({
  atMs: z.number(),
  clocks: z.array(z.object({ processor: z.int(), clockKhz: z.number() })),
  temperatures: z.array(z.object({ name: z.string(), tempC: z.number() })),
  /** The system's own word for how far it throttles; null or absent: it does not, or does not say. */
  throttling: z.string().nullable().optional(),
  freeMemoryBytes: z.number().nullable(),
  load: z.number().nullable(),
});
export type DeviceReadings = z.infer<typeof deviceReadings>;

export const checkStep = z.object({
  title: z.string(),
  status: z.enum(['running', 'passed', 'failed']),
  detail: z.string(),
  seconds: z.number(),
  failure: z.object({ code: labErrorCode, remedy: z.string() }).optional(),
});
export type CheckStep = z.infer<typeof checkStep>;

/** A board to be added. What a person has to say first comes back as the outcome; the same request goes again with the answer. */
export const addBoard = z.object({
  /** `ssh://user@host[:port]`. */
  address: z.string().min(1).max(500),
  /** A private key in a file of the lab's computer; default: the agent's keys and the user's own. */
  keyFile: z.string().min(1).optional(),
  /** Default: the host's name. */
  name: z.string().min(1).max(100).optional(),
  /** Fingerprint of the host key that was shown and found right. */
  acceptHostKey: z.string().optional(),
  /** The password or the key file's passphrase. */
  secret: z.string().max(1000).optional(),
  /** Keep the secret in the system's keychain; where there is none it is asked for again. */
  keepSecret: z.boolean().default(false),
});
export type AddBoard = z.input<typeof addBoard>;

const addBoardOutcome = z.discriminatedUnion('outcome', [
  z.object({ outcome: z.literal('added'), device: deviceSummary }),
  /** It shows a host key that is not known yet. */
  z.object({ outcome: z.literal('host-key'), fingerprint: z.string(), message: z.string(), remedy: z.string() }),
  z.object({ outcome: z.literal('secret'), kind: z.enum(['password', 'passphrase']), message: z.string(), remedy: z.string() }),
]);

const deviceInput = z.object({ deviceId: z.string().min(1) });

export const devices = {
  list: procedure.output(z.array(deviceSummary)),
  /** The devices as they are now, then again at every change: plugged in, allowed, lost, measured. */
  watch: procedure.output(eventIterator(deviceFleet)),
  /** Connects to a board over SSH and keeps how it is reached. */
  add: procedure.input(addBoard).output(addBoardOutcome),
  /** Links a phone over Wi-Fi, as `adb connect HOST[:PORT]` does; it is listed from then on. */
  connectPhone: procedure.input(z.object({ address: z.string().min(1).max(300) })).output(z.object({})),
  /** Makes a phone trust this computer by the address and the code that it shows for that, as `adb pair` does. */
  pairPhone: procedure
    .input(z.object({ address: z.string().min(1).max(300), code: z.string().regex(/^\d{6}$/, 'six digits') }))
    .output(z.object({})),
  /** Forgets a board, its host key and its secret; what was measured on it stays. */
  remove: procedure.input(deviceInput).output(z.object({})),
  /** Gives a board the password or passphrase that it asks for. */
  unlock: procedure
    .input(deviceInput.extend({ secret: z.string().max(1000), keepSecret: z.boolean().default(false) }))
    .output(deviceSummary),
  describe: procedure.input(deviceInput).output(deviceDescription),
  /** One reading a second until the caller goes away. */
  readings: procedure.input(deviceInput).output(eventIterator(deviceReadings)),
  /** Smoke test: each step first as `running`, then as `passed` or `failed`; stops at the first failure. */
  check: procedure.input(deviceInput).output(eventIterator(checkStep)),
};
