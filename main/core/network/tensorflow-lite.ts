/** Of the format of TensorFlow Lite's flat buffers, behind the offset of the root table. */
const identifier = 'TFL3';

/** Whether these are a TensorFlow Lite model's bytes, by the identifier that its format has at byte 4. */
export function isTensorFlowLite(bytes: Uint8Array): boolean {
  return String.fromCharCode(...bytes.subarray(4, 8)) === identifier;
}
