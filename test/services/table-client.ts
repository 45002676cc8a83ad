import { createRouterClient, ORPCError } from '@orpc/server';
import assert from 'node:assert/strict';
import { resolve } from 'node:path';
import type { TestContext } from 'node:test';
import { labErrorData, type LabErrorData } from '../../preload/contract/error.ts';
import { monotonicityProcedures } from '../../main/services/monotonicity.ts';
import { tableProcedures } from '../../main/services/tables.ts';
import { temporaryStore } from '../store/fixtures.ts';

/** A new lab's tables and monotonicity, as a front sees them. */
export function tableClient(test: TestContext) {
  const store = temporaryStore(test);
  return createRouterClient({
    tables: tableProcedures({ store, resourcesFolder: resolve(import.meta.dirname, '../../resources') }),
    monotonicity: monotonicityProcedures({ store }),
  });
}

/** The expected failure that an answer is. */
export async function labFailure(answer: Promise<unknown>): Promise<LabErrorData & { message: string }> {
  const error = await answer.then(
    () => assert.fail('it did not fail'),
    (reason: unknown) => reason,
  );
  assert.ok(error instanceof ORPCError && error.code === 'LAB', String(error));
  return { ...labErrorData.parse(error.data), message: error.message };
}

/** NAS-Bench-201 cells that differ in their first and last operator. */
export function cell(last: string, first = 'nor_conv_3x3'): string {
  return `|${first}~0|+|none~0|none~1|+|skip_connect~0|none~1|${last}~2|`;
}

/** A file as a front sends it. */
export function csv(content: string, fileName = 'table.csv') {
  return { fileName, content: new Blob([content]) };
}
