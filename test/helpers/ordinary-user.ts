const nobody = 65534;

/** Runs `work` as a user whom permission bits hold back, also where the tests run as root. */
export function asOrdinaryUser<Result>(work: () => Result): Result {
  if (process.geteuid?.() !== 0) return work();
  process.seteuid?.(nobody);
  try {
    return work();
  } finally {
    process.seteuid?.(0);
  }
}
