import fc from 'fast-check';
import { readPickle } from '../../main/formats/pickle/read-pickle.ts';
import { damagedBytes } from './damaged.ts';
import { assertRefusal, fixedRuns, inTime, type SoakProperty } from './soak-property.ts';

/** Made by Python: pickle.dumps(value, protocol) of the values in the comments; Base64. */
export const validPickles: readonly Uint8Array[] = [
  // [0.5, -1, 2.25], 0
  'KGxwMApGMC41CmFJLTEKYUYyLjI1CmEu',
  // [0.5, -1, 2.25], 2
  'gAJdcQAoRz/gAAAAAAAASv////9HQAIAAAAAAABlLg==',
  // [0.5, -1, 2.25], 4
  'gASVHAAAAAAAAABdlChHP+AAAAAAAABK/////0dAAgAAAAAAAGUu',
  // [0.5, -1, 2.25], 5
  'gAWVHAAAAAAAAABdlChHP+AAAAAAAABK/////0dAAgAAAAAAAGUu',
  // {(4, 2, 1, 2, 1, 1): 0.25}, 0
  'KGRwMAooSTQKSTIKSTEKSTIKSTEKSTEKdHAxCkYwLjI1CnMu',
  // {(4, 2, 1, 2, 1, 1): 0.25}, 2
  'gAJ9cQAoSwRLAksBSwJLAUsBdHEBRz/QAAAAAAAAcy4=',
  // {(4, 2, 1, 2, 1, 1): 0.25}, 4
  'gASVHAAAAAAAAAB9lChLBEsCSwFLAksBSwF0lEc/0AAAAAAAAHMu',
  // {(4, 2, 1, 2, 1, 1): 0.25}, 5
  'gAWVHAAAAAAAAAB9lChLBEsCSwFLAksBSwF0lEc/0AAAAAAAAHMu',
  // {'nasbench201': {'cifar10': {'pixel3_latency': [1.0, 2.0]}}}, 0
  'KGRwMApWbmFzYmVuY2gyMDEKcDEKKGRwMgpWY2lmYXIxMApwMwooZHA0ClZwaXhlbDNfbGF0ZW5jeQpwNQoobHA2CkYxLjAKYUYyLjAKYXNzcy4=',
  // {'nasbench201': {'cifar10': {'pixel3_latency': [1.0, 2.0]}}}, 2
  'gAJ9cQBYCwAAAG5hc2JlbmNoMjAxcQF9cQJYBwAAAGNpZmFyMTBxA31xBFgOAAAAcGl4ZWwzX2xhdGVuY3lxBV1xBihHP/AAAAAAAABHQAAAAAAAAABlc3NzLg==',
  // {'nasbench201': {'cifar10': {'pixel3_latency': [1.0, 2.0]}}}, 4
  'gASVSQAAAAAAAAB9lIwLbmFzYmVuY2gyMDGUfZSMB2NpZmFyMTCUfZSMDnBpeGVsM19sYXRlbmN5lF2UKEc/8AAAAAAAAEdAAAAAAAAAAGVzc3Mu',
  // {'nasbench201': {'cifar10': {'pixel3_latency': [1.0, 2.0]}}}, 5
  'gAWVSQAAAAAAAAB9lIwLbmFzYmVuY2gyMDGUfZSMB2NpZmFyMTCUfZSMDnBpeGVsM19sYXRlbmN5lF2UKEc/8AAAAAAAAEdAAAAAAAAAAGVzc3Mu',
  // numpy.array([1.5, 2.5]), 0
  'Y251bXB5LmNvcmUubXVsdGlhcnJheQpfcmVjb25zdHJ1Y3QKcDAKKGNudW1weQpuZGFycmF5CnAxCihJMAp0cDIKY19jb2RlY3MKZW5jb2RlCnAzCihWYgpwNApWbGF0aW4xCnA1CnRwNgpScDcKdHA4ClJwOQooSTEKKEkyCnRwMTAKY251bXB5CmR0eXBlCnAxMQooVmY4CnAxMgpJMDAKSTAxCnRwMTMKUnAxNAooSTMKVjwKcDE1Ck5OTkktMQpJLTEKSTAKdHAxNgpiSTAwCmczCihWXHUwMDAwXHUwMDAwXHUwMDAwXHUwMDAwXHUwMDAwXHUwMDAw+D9cdTAwMDBcdTAwMDBcdTAwMDBcdTAwMDBcdTAwMDBcdTAwMDAEQApwMTcKZzUKdHAxOApScDE5CnRwMjAKYi4=',
  // numpy.array([1.5, 2.5]), 2
  'gAJjbnVtcHkuY29yZS5tdWx0aWFycmF5Cl9yZWNvbnN0cnVjdApxAGNudW1weQpuZGFycmF5CnEBSwCFcQJjX2NvZGVjcwplbmNvZGUKcQNYAQAAAGJxBFgGAAAAbGF0aW4xcQWGcQZScQeHcQhScQkoSwFLAoVxCmNudW1weQpkdHlwZQpxC1gCAAAAZjhxDImIh3ENUnEOKEsDWAEAAAA8cQ9OTk5K/////0r/////SwB0cRBiiWgDWBEAAAAAAAAAAADDuD8AAAAAAAAEQHERaAWGcRJScRN0cRRiLg==',
  // numpy.array([1.5, 2.5]), 4
  'gASVmAAAAAAAAACMFW51bXB5LmNvcmUubXVsdGlhcnJheZSMDF9yZWNvbnN0cnVjdJSTlIwFbnVtcHmUjAduZGFycmF5lJOUSwCFlEMBYpSHlFKUKEsBSwKFlGgDjAVkdHlwZZSTlIwCZjiUiYiHlFKUKEsDjAE8lE5OTkr/////Sv////9LAHSUYolDEAAAAAAAAPg/AAAAAAAABECUdJRiLg==',
  // numpy.array([1.5, 2.5]), 5
  'gAWVgwAAAAAAAACMEm51bXB5LmNvcmUubnVtZXJpY5SMC19mcm9tYnVmZmVylJOUKJYQAAAAAAAAAAAAAAAAAPg/AAAAAAAABECUjAVudW1weZSMBWR0eXBllJOUjAJmOJSJiIeUUpQoSwOMATyUTk5OSv////9K/////0sAdJRiSwKFlIwBQ5R0lFKULg==',
].map((text) => new Uint8Array(Buffer.from(text, 'base64')));

/** Whatever the bytes: data, or a refusal that names file and byte. */
export const pickleProperties: readonly SoakProperty[] = [
  { name: 'damaged pickles', check: (numRuns) => fc.assert(pickleProperty(damagedBytes(validPickles)), fixedRuns(numRuns)) },
  {
    name: 'pickles of arbitrary bytes',
    check: (numRuns) => fc.assert(pickleProperty(fc.uint8Array({ maxLength: 300 })), fixedRuns(numRuns)),
  },
  { name: 'pickles of arbitrary instructions', check: (numRuns) => fc.assert(pickleProperty(instructions()), fixedRuns(numRuns)) },
];

function pickleProperty(bytes: fc.Arbitrary<Uint8Array>) {
  return fc.property(bytes, (content) => inTime(() => read(content)));
}

/** Mostly the instructions that pickles are made of, so that the stack fills and is taken from. */
function instructions(): fc.Arbitrary<Uint8Array> {
  const opcodes = [...Buffer.from('NK(]})tle.ausd20hq\x85\x86\x87\x88\x94R\x93bCU', 'latin1')];
  return fc
    .array(fc.oneof({ weight: 9, arbitrary: fc.constantFrom(...opcodes) }, { weight: 1, arbitrary: fc.nat(255) }), { maxLength: 60 })
    .map((bytes) => Uint8Array.from([...bytes, 0x2e]));
}

function read(content: Uint8Array): void {
  try {
    readPickle('a.pickle', content);
  } catch (error) {
    assertRefusal(error, /^a\.pickle, byte \d+: /);
  }
}
