import { execFile } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { mean } from '../../../main/core/stats/summary.ts';
import type { SearchReport } from '../../../preload/contract/evaluation.ts';
import type { SearchResult } from '../../../preload/contract/search.ts';
import type { TableSummary } from '../../../preload/contract/table.ts';
import type { Figure, FiguresSubject } from '../subject.ts';

const cli = resolve(import.meta.dirname, '../../../main/cli.ts');
const files = {
  cells: 'nas-bench-201/help.csv.gz',
  accuracies: 'nas-bench-201/accuracy.csv.gz',
  chips: 'nas-bench-201/chips.csv',
  fbnet: 'fbnet/help.csv.gz',
} as const;
const cellSpace = 'nas-bench-201';
/** The only column of its chip. */
const proxy = 'pixel3';
const samples = '20';
/** The network is trained anew for each of them, without their chips. */
const unknownDevices = ['1080ti_1', 'samsung_a50', 'silver_4114', 'fpga', 'raspi4'];
/** A search for a fleet takes all of them. */
const processors = availableParallelism();

/** Searches for all columns of the public tables by the terminal's commands, and a network that answers without searching. */
export const fleet: FiguresSubject = {
  name: `a fleet: one search, ${samples} measurements of every other device; a neural optimizer`,
  lack: 'PROXYLAB_DATA does not hold the public tables',
  async look() {
    const data = process.env['PROXYLAB_DATA'];
    if (data === undefined || !Object.values(files).every((file) => existsSync(join(data, file)))) return null;
    const lab = mkdtempSync(join(tmpdir(), 'proxylab-bench-fleet-'));
    try {
      const terminal = new Terminal(data, lab);
      return [...(await terminal.cells()), await terminal.fbnet(), ...(await terminal.network())];
    } finally {
      rmSync(lab, { recursive: true });
    }
  },
};

class Terminal {
  readonly #data: string;
  readonly #lab: string;
  readonly #accuracies: string;

  constructor(data: string, lab: string) {
    this.#data = data;
    this.#lab = lab;
    this.#accuracies = `table:${join(data, files.accuracies)}#cifar100`;
  }

  /** All columns of NAS-Bench-201 with trained accuracies: how long it takes, and what its picks are worth by all latencies. */
  async cells(): Promise<Figure[]> {
    const devices = await this.#import('cells', cellSpace, files.cells);
    const seconds = await this.#fleetSeconds('cells', cellSpace, this.#accuracies);
    const others = devices.filter((device) => device !== proxy);
    const rows = await this.#evaluated('--method', 'fleet', '--sources', proxy, '--targets', others.join(','));
    return [
      { name: `${devices.length} devices, NAS-Bench-201, ${processors} processors`, value: seconds, unit: 's', goal: { atMost: 60 } },
      {
        name: 'mean hypervolume ratio, without a verify round',
        value: mean(rows.map((row) => row.hypervolumeRatio!)),
        unit: '',
        goal: { atLeast: 0.95 },
      },
      { name: 'mean share of picks that match', value: mean(rows.map((row) => row.match!)), unit: '', goal: { atLeast: 0.8 } },
    ];
  }

  async fbnet(): Promise<Figure> {
    await this.#import('fbnet', 'fbnet', files.fbnet);
    const seconds = await this.#fleetSeconds('fbnet', 'fbnet', 'macs');
    return { name: `the same over FBNet, ${processors} processors`, value: seconds, unit: 's', goal: { atMost: 60 } };
  }

  /** Trained without the device's chip; beside it a search by the same few measurements. */
  async network(): Promise<Figure[]> {
    const targets = ['--targets', unknownDevices.join(',')];
    const network = await this.#evaluated('--method', 'neural', ...targets);
    const search = await this.#evaluated('--method', 'auto', ...targets);
    const asked = ['--space', cellSpace, '--table', 'cells', '--target', unknownDevices[0]!, '--accuracy', this.#accuracies];
    const { comparison } = await this.#run<SearchResult>('search', ...asked, '--algorithm', 'neural');
    const ratios = network.map(({ hypervolumeRatio }, i) => hypervolumeRatio! / search[i]!.hypervolumeRatio!);
    return [
      { name: 'neural optimizer, one answer', value: comparison!.answerMs!, unit: 'ms', goal: { atMost: 50 } },
      {
        name: `its hypervolume over a search’s, mean of ${unknownDevices.length} devices of unknown chips`,
        value: mean(ratios),
        unit: '',
        goal: { atLeast: 0.95 },
      },
    ];
  }

  /** Names of the table's columns. */
  async #import(name: string, space: string, file: string): Promise<string[]> {
    const asked = ['table', 'import', join(this.#data, file), '--name', name, '--space', space];
    const { table } = await this.#run<{ readonly table: TableSummary }>(...asked);
    return table.columns.map((column) => column.name);
  }

  /** From the first search to the last front, the start of the program included. */
  async #fleetSeconds(table: string, space: string, accuracy: string): Promise<number> {
    const start = performance.now();
    const asked = ['--space', space, '--table', table, '--target', proxy, '--accuracy', accuracy, '--samples', samples];
    await this.#run('search', ...asked, '--fleet', 'all');
    return (performance.now() - start) / 1000;
  }

  async #evaluated(...options: string[]): Promise<SearchReport['rows']> {
    const tables = ['--table', join(this.#data, files.cells), '--accuracy', join(this.#data, files.accuracies)];
    const protocol = ['--accuracy-column', 'cifar100', '--groups', join(this.#data, files.chips), '--samples', samples, '--seeds', '1'];
    const run = ['--space', cellSpace, '--workers', String(processors), '--baselines', 'none', ...options];
    return (await this.#run<SearchReport>('evaluate', 'search', ...tables, ...protocol, ...run)).rows;
  }

  async #run<Result>(...args: string[]): Promise<Result> {
    const { stdout } = await promisify(execFile)(process.execPath, [cli, ...args, '--lab', this.#lab, '--json'], {
      maxBuffer: 256 * 2 ** 20,
    });
    return JSON.parse(stdout) as Result;
  }
}
