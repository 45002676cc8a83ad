/** For the default branch of a switch over a union: a value that is left over is a fault of the program. */
export function assertNever(value: never): never {
  throw new Error(`Unexpected value: ${JSON.stringify(value)}`);
}
