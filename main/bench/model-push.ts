import { createHash } from 'node:crypto';
import { brand, type ContentHash } from '../core/brand.ts';
import { isTensorFlowLite } from '../core/network/tensorflow-lite.ts';
import type { DeviceFiles } from '../devices/device.ts';

/** A model file on a device. */
export interface PushedModel {
  readonly modelHash: ContentHash;
  readonly modelPath: string;
}

/** Puts a model on the device under the name of its content; one that is there already is not sent again. */
export async function pushModel(files: DeviceFiles, bytes: Uint8Array, signal?: AbortSignal): Promise<PushedModel> {
  const modelHash = brand<ContentHash>(createHash('sha256').update(bytes).digest('hex'));
  const modelPath = `models/${modelHash}.${isTensorFlowLite(bytes) ? 'tflite' : 'onnx'}`;
  if ((await files.size(modelPath, signal)) !== bytes.length) await files.write(modelPath, bytes, signal);
  return { modelHash, modelPath };
}
