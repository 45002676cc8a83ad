import { serveTasks } from './jobs/serve-tasks.ts';
import { adaptTask } from './services/adaptation/adapt-task.ts';
import { costModelFitTask } from './services/cost-models/cost-model-fit-task.ts';
import { costModelTask } from './services/evaluation/cost-model-task.ts';
import { searchEvaluationTask } from './services/evaluation/search-evaluation-task.ts';
import { transferTask } from './services/evaluation/transfer-task.ts';
import { fleetTask } from './services/fleet/fleet-task.ts';
import { signatureTask } from './services/signature-task.ts';

/** Entry of the worker threads: all that the lab computes side by side. */
serveTasks([adaptTask, transferTask, costModelTask, costModelFitTask, searchEvaluationTask, fleetTask, signatureTask]);
