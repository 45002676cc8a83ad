import type { Subject } from '../subject.ts';
import { boostingSubjects } from './boosting.ts';
import { cholesky } from './cholesky.ts';
import { mlp } from './mlp.ts';
import { fleet } from './fleet.ts';
import { gaussianProcess } from './gaussian-process.ts';
import { onnxSubjects } from './onnx.ts';
import { phonePush } from './phone-push.ts';
import { ridgeSubjects } from './ridge.ts';
import { runnerAgreement } from './runner-agreement.ts';
import { sampleSelection } from './sample-selection.ts';
import { samplingSubjects } from './sampling.ts';
import { searchSubjects } from './search.ts';
import { spearmanMatrix } from './spearman-matrix.ts';
import { eigenSubjects } from './symmetric-eigen.ts';
import { transferSubjects } from './transfer.ts';
import { window } from './window.ts';

/** Everything that `npm run bench` times. */
export const subjects: readonly Subject[] = [
  ...onnxSubjects,
  ...samplingSubjects,
  spearmanMatrix,
  cholesky,
  gaussianProcess,
  ...ridgeSubjects,
  ...boostingSubjects,
  mlp,
  sampleSelection,
  ...transferSubjects,
  ...searchSubjects,
  fleet,
  ...eigenSubjects,
  ...(process.platform === 'linux' && process.arch === 'x64' ? [runnerAgreement] : []),
  phonePush,
  window,
];
