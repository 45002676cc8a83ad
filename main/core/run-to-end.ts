/**
 * Drives a computation that is written as a generator to its result without pausing. Callers that must stay responsive drive it themselves:
 * between two steps they may report what was yielded, let other work run, or stop.
 */
export function runToEnd<Result>(steps: Iterator<unknown, Result>): Result {
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}
