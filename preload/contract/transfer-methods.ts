/** Ways from other devices to a target, the lab's own choice first; the same as in `core/transfer`, which knows no contract. */
export const transferMethods = ['auto', 'gp', 'ensemble', 'adaproxy', 'adaproxy-loo', 'ridge-counts', 'gp-no-source', 'none'] as const;
export type TransferMethod = (typeof transferMethods)[number];
