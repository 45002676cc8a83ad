/** A computation that is written as a generator, with what it yields on the way mapped; its result stays. */
export function* mapSteps<Step, Mapped, Result>(steps: Iterator<Step, Result>, map: (step: Step) => Mapped): Generator<Mapped, Result> {
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
    yield map(step.value);
  }
}
