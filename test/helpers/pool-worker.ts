import { serveTasks } from '../../main/jobs/serve-tasks.ts';
import { poolTask } from './pool-task.ts';

/** Entry of the threads of the pool's tests. */
serveTasks([poolTask]);
