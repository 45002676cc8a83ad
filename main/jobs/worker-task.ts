/** What a thread offers once it is prepared: functions of one unit of work each, whose results depend on nothing but the unit. */
export type WorkerFunctions = Readonly<Record<string, (unit: never) => unknown>>;

/**
 * Long work that several threads share. Shared data, units and results are copied between threads (structured clone): plain data, typed arrays,
 * Maps, no functions.
 */
export interface WorkerTask<Shared, Functions extends WorkerFunctions> {
  /** By this a thread finds the task: unique among those that it is given. */
  readonly name: string;
  /** Called once a thread, before its first unit. */
  prepare(shared: Shared): Functions;
}

export type UnitOf<Function> = Function extends (unit: infer Unit) => unknown ? Unit : never;
export type ResultOf<Function> = Function extends (unit: never) => infer Result ? Result : never;
