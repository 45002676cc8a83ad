import { serveTasks } from './jobs/serve-tasks.ts';
import { transferTask } from './services/evaluation/transfer-task.ts';

/** Entry of the worker threads: all that the lab computes side by side. */
serveTasks([transferTask]);
