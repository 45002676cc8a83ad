import { invalidInput } from '../../main/core/lab-error.ts';
import { createRng } from '../../main/core/rng.ts';
import type { WorkerTask } from '../../main/jobs/worker-task.ts';

export interface PoolWork {
  readonly factor: number;
  readonly values: Float64Array;
}

/** Whatever a thread may do: work, refuse, break, die, go on for ever. */
export const poolTask: WorkerTask<PoolWork, PoolFunctions> = {
  name: 'test',
  prepare({ factor, values }) {
    if (factor < 0) throw invalidInput('A negative factor.', 'Take another.', 'at the beginning');
    return {
      /** Takes the longer the smaller the unit is. */
      draw: (unit) => {
        const rng = createRng(unit);
        let value = 0;
        for (let i = 0; i < 50_000 - 5_000 * unit; i++) value += rng.normal() * values[i % values.length]!;
        return factor * value;
      },
      refuse: (unit) => {
        if (unit >= 3) throw invalidInput(`Unit ${unit} is refused.`, 'Leave it out.');
        return unit;
      },
      bug: (): number => (undefined as unknown as { length: number }).length,
      die: (unit): number => process.exit(unit),
      wait: (cell): number => {
        Atomics.store(cell, 0, 1);
        Atomics.notify(cell, 0);
        for (;;); // only the thread's end ends this
      },
    };
  },
};

export interface PoolFunctions {
  readonly draw: (unit: number) => number;
  readonly refuse: (unit: number) => number;
  readonly bug: (nothing: null) => number;
  readonly die: (code: number) => number;
  readonly wait: (cell: Int32Array<SharedArrayBuffer>) => number;
  readonly [name: string]: (unit: never) => unknown;
}
