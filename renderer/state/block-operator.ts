export type BlockOperator = { readonly kernel: number; readonly expansion: number };

/** An inverted residual block as operators name it: `k5e3` (ProxylessNAS), `k3_e1_g2` (FBNet); null for any other operator. */
export function blockOperator(operator: string | number | undefined): BlockOperator | null {
  const match = /^k(\d)_?e(\d)(_g\d)?$/u.exec(String(operator));
  return match === null ? null : { kernel: Number(match[1]), expansion: Number(match[2]) };
}
