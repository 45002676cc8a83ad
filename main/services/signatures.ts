import { createRng } from '../core/rng.ts';
import type { JobRegistry } from '../jobs/job-registry.ts';
import type { WorkerPool } from '../jobs/worker-pool.ts';
import { choiceName, chosenTable, devicesOf, type TableStore } from './latency-table-choice.ts';
import { os } from './procedures.ts';
import { signatureTask } from './signature-task.ts';

interface SignatureContext {
  readonly tables: TableStore;
  readonly jobs: JobRegistry;
  readonly pool: WorkerPool;
}

/** Methods compare every network with every other: of more than these a random part is drawn. */
const mostCandidates = 2000;

export function signatureProcedures({ tables, jobs, pool }: SignatureContext) {
  return os.signatures.router({
    select: os.signatures.select.handler(({ input, signal }) => {
      const { method, size, seed } = input;
      const name = choiceName(input.table);
      const job = { kind: 'evaluation', title: `Signature set of ${name}`, subject: name } as const;
      return jobs.run(
        job,
        async (control) => {
          control.report({ message: 'Choosing networks' });
          const table = await chosenTable(tables, input.table, { missing: input.missing, signal: control.signal });
          const devices = devicesOf(table, input.devices ?? 'all');
          const drawn = createRng(seed).fork('candidates').sampleWithout(table.names.length, Math.min(mostCandidates, table.names.length));
          const rows = drawn.toSorted((a, b) => a - b);
          const latencyMs = devices.map((device) => Float64Array.from(rows, (row) => table.columns.get(device)![row]!));
          const [places = []] = await pool.use(signatureTask, null, { workers: 1, signal: control.signal }, (crew) =>
            crew.map('select', [{ method, size, seed, latencyMs }]),
          );
          const networks = places.map((place) => table.names[rows[place]!]!);
          return { table: name, method, seed, devices: devices.length, candidates: rows.length, networks };
        },
        signal,
      );
    }),
  });
}
