/** Time that is left in milliseconds: the turns to come at the pace of the ones measured lately; null before there is any pace. */
export function remainingMs(turnDurationsMs: readonly number[], turnsLeft: number): number | null {
  if (turnsLeft === 0) return 0;
  const recent = turnDurationsMs.slice(-pace);
  if (recent.length === 0) return null;
  return (recent.reduce((sum, duration) => sum + duration, 0) / recent.length) * turnsLeft;
}

/** Turns that make the pace: enough to average over large and small networks. */
const pace = 50;
