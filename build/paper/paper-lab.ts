import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import {
  type CostModelReport,
  type CostModelRequest,
  costModelRequest,
  type TransferReport,
  type TransferRequest,
  transferRequest,
} from '../../preload/contract/evaluation.ts';
import type { TableFile } from '../../preload/contract/table.ts';
import type { JobControl } from '../../main/jobs/job-registry.ts';
import { WorkerPool } from '../../main/jobs/worker-pool.ts';
import { evaluateCostModels } from '../../main/services/evaluation/evaluate-cost-models.ts';
import { type EvaluationContext, evaluateTransfer } from '../../main/services/evaluation/evaluate-transfer.ts';
import type { KeptUnits } from '../../main/services/evaluation/run-units.ts';
import { chosenTable, sourceOf } from '../../main/services/latency-table-choice.ts';
import { codeDigest } from './code-digest.ts';
import type { KeptResults } from './kept-results.ts';

const mainFolder = new URL('../../main/', import.meta.url);

export interface SpaceTable {
  readonly spaceId: string;
  readonly names: readonly string[];
  /** Device → [names] ms, NaN where not measured. */
  readonly columns: ReadonlyMap<string, Float64Array>;
}

export interface PaperLabOptions {
  /** PROXYLAB_DATA */
  readonly dataFolder: string;
  readonly kept: KeptResults;
  readonly control: JobControl;
  /** One seed and the fewest samples of each evaluation, to see that all works. */
  readonly quick: boolean;
  readonly workers: number | undefined;
}

/** What sections measure with: evaluations of the lab whose results are kept by all that they depend on. */
export class PaperLab {
  readonly #options: PaperLabOptions;
  readonly #context: EvaluationContext;

  constructor(options: PaperLabOptions) {
    this.#options = options;
    this.#context = { tables: { get: onlyFiles }, pool: new WorkerPool(new URL('worker-thread.ts', mainFolder)), clock: Date.now };
  }

  /** Path of a file of the data folder. */
  path(file: string): string {
    return join(this.#options.dataFolder, file);
  }

  has(file: string): boolean {
    return existsSync(this.path(file));
  }

  /** A table of the data folder whose rows are architectures of a space. */
  async table(file: string, spaceId: SpaceTable['spaceId']): Promise<SpaceTable> {
    const { names, columns } = await chosenTable(this.#context.tables, { path: this.path(file) }, { spaceId });
    return { spaceId, names, columns };
  }

  /** An evaluation of transfer methods on a file. */
  async transfer(request: TransferRequest): Promise<TransferReport> {
    const { quick, workers, control } = this.#options;
    const parsed = transferRequest.parse(request);
    const shortened = quick ? { ...parsed, seeds: 1, samples: [Math.min(...parsed.samples)] } : parsed;
    return this.#kept('transfer-task.ts', shortened, (kept) =>
      evaluateTransfer({ ...this.#context, kept }, { ...shortened, workers }, control),
    );
  }

  /** An evaluation of cost models. */
  async costModel(request: CostModelRequest): Promise<CostModelReport> {
    const { quick, workers, control } = this.#options;
    const parsed = costModelRequest.parse(request);
    const shortened = quick ? { ...parsed, seeds: 1 } : parsed;
    return this.#kept('cost-model-task.ts', shortened, (kept) =>
      evaluateCostModels({ ...this.#context, kept }, { ...shortened, workers }, control),
    );
  }

  /** The report of an evaluation, kept as a whole and unit by unit; a unit is the same whatever the number of seeds. */
  async #kept<Report>(
    task: string,
    { seeds, ...protocol }: { readonly seeds: number },
    evaluate: (kept: KeptUnits) => Promise<Report>,
  ): Promise<Report> {
    const code = codeDigest(fileURLToPath(new URL(`services/evaluation/${task}`, mainFolder)));
    const kept = this.#options.kept.of(JSON.stringify([code, await withDigests(protocol)]));
    const whole = `report of ${seeds} seeds`;
    const known = kept.find(whole);
    if (known !== undefined) return known as Report;
    const report = await evaluate(kept);
    kept.keep(whole, report);
    return report;
  }
}

/** A request with the digests of its files' contents instead of the files. */
async function withDigests(request: object): Promise<object> {
  const entries = Object.entries(request).map(async ([name, value]) => [name, isFile(value) ? await digestOf(value) : value] as const);
  return Object.fromEntries(await Promise.all(entries));
}

function isFile(value: unknown): value is TableFile {
  return typeof value === 'object' && value !== null && ('path' in value || 'content' in value);
}

async function digestOf(file: TableFile): Promise<string> {
  const hash = createHash('sha256');
  for await (const piece of sourceOf(file).bytes()) hash.update(piece);
  return hash.digest('hex');
}

function onlyFiles(name: string): never {
  throw new Error(`the comparison works on files, not on the table “${name}”`);
}
