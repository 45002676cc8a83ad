import type { AccuracyChoice } from '../../preload/contract/search.ts';
import type { AccuracySource } from '../core/accuracy/accuracy-source.ts';
import { macsSource } from '../core/accuracy/macs-source.ts';
import { publishedSource } from '../core/accuracy/published-source.ts';
import { TrainingFreeSource } from '../core/accuracy/training-free/training-free-source.ts';
import { tableSource } from '../core/accuracy/table-source.ts';
import { assertNever } from '../core/assert-never.ts';
import { networkCost } from '../core/network/cost.ts';
import type { Architecture, SearchSpace } from '../core/spaces/search-space.ts';
import { onnxForwardPass } from '../runtime/onnx-forward-pass.ts';
import { accuracyTable } from './accuracy-table.ts';
import type { TableStore } from './latency-table-choice.ts';
import { onnxAccuracySource } from './onnx-accuracy.ts';

/** The accuracies that a search was asked to use. */
export async function accuracySource(tables: TableStore, space: SearchSpace, choice: AccuracyChoice): Promise<AccuracySource> {
  switch (choice.kind) {
    case 'macs':
      return macsSource(liveMacs(space));
    case 'published':
      return publishedSource(space);
    case 'onnx':
      return await onnxAccuracySource(space, choice.path);
    case 'training-free':
      return new TrainingFreeSource(onnxForwardPass);
    case 'table':
      return tableSource(await accuracyTable(tables, space, { table: choice.table }, choice.column));
    case 'file':
      return tableSource(await accuracyTable(tables, space, { path: choice.path }, choice.column));
    default:
      return assertNever(choice);
  }
}

/** Counts each different network once: building its layer graph is what takes the time. */
function liveMacs(space: SearchSpace): (architecture: Architecture) => number {
  const known = new Map<string, number>();
  return (architecture) => {
    const key = space.networkKey(architecture);
    const macs = known.get(key) ?? networkCost(space.network(architecture)).macs;
    known.set(key, macs);
    return macs;
  };
}
