/** Marks the branch that no value can reach: a new member of a union fails to compile here, and throws where types were bypassed. */
export function assertNever(value: never): never {
  throw new Error(`unexpected value: ${JSON.stringify(value)}`);
}
