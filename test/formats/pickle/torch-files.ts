import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Written by torch.save of PyTorch 1.13, `-legacy` with `_use_new_zipfile_serialization=False`: three latencies as a list, an array and a
 * tensor; views of a tensor; three architectures as HELP's metainfo.pt (FBNet) and ofa_archs.pt have them; a module and half precision.
 */
export const torchFiles = [
  'list.pt',
  'list-legacy.pt',
  'numpy.pt',
  'tensor.pt',
  'tensor-legacy.pt',
  'views.pt',
  'views-legacy.pt',
  'metainfo.pt',
  'ofa_archs.pt',
  'module.pt',
  'half.pt',
] as const;

export function torchFile(name: string): Uint8Array<ArrayBuffer> {
  return new Uint8Array(readFileSync(join(import.meta.dirname, '../../fixtures/torch', name)));
}
