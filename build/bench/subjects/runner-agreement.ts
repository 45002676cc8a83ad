import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { brand } from '../../../main/core/brand.ts';
import { writeOnnx } from '../../../main/core/network/onnx/write-onnx.ts';
import { buildReference, findReferenceNetwork } from '../../../main/core/spaces/reference-networks.ts';
import { loadRunnerBundle } from '../../../main/devices/runner-bundle.ts';
import type { JournalLine, JournalResult, RunnerPlan } from '../../../main/devices/runner-protocol.ts';
import { median } from '../cpu-time.ts';
import type { AgreementSubject } from '../subject.ts';

/** Many short ones: what else the computer does then falls on few pairs, and the median passes over them. */
const rounds = 25;
/** As campaigns measure, for a shorter time. */
const plan: RunnerPlan = {
  protocol: 1,
  threads: 1,
  affinity: [],
  stopFile: 'stop',
  items: [
    { position: 0, modelHash: brand('mobilenet-v2'), modelPath: 'model.onnx', warmup: 10, runs: 20, minimumMs: 300, maximumMs: 60_000 },
  ],
};

const nodeRunner = ['--expose-gc', resolve(import.meta.dirname, '../../../main/devices/local/runner/bench.ts')];

/** Both runners measure MobileNetV2 in turn and are compared round by round, so that whatever else the computer does falls on both. */
export const runnerAgreement: AgreementSubject = {
  name: 'the runner of phones and boards beside onnxruntime-node, MobileNetV2 on this computer',
  goalDifference: 0.03,
  async compare() {
    const { files } = await loadRunnerBundle('linux-x64');
    const fileOf = (name: string): string => files.find((file) => file.name === name)!.file;
    const folder = mkdtempSync(join(tmpdir(), 'proxylab-agreement-'));
    try {
      const network = buildReference(findReferenceNetwork('MobileNetV2'));
      writeFileSync(join(folder, 'model.onnx'), writeOnnx(network, { precision: 'f32', seed: 1 }));
      writeFileSync(join(folder, 'plan.json'), JSON.stringify(plan));
      const here: JournalResult[] = [];
      const beside: JournalResult[] = [];
      for (let round = 0; round < rounds; round++) {
        const turns = [
          () => beside.push(measure(folder, process.execPath, nodeRunner)),
          () => here.push(measure(folder, fileOf('bench'), ['--library', fileOf('libonnxruntime.so.1')])),
        ];
        for (const turn of round % 2 === 0 ? turns : turns.reverse()) turn();
      }
      return {
        difference: median(here.map((result, round) => medianMs(result.wallUs) / medianMs(beside[round]!.wallUs))) - 1,
        cpuDifference: median(here.map((result, round) => medianMs(result.cpuUs) / medianMs(beside[round]!.cpuUs))) - 1,
        medianMs: median(here.map(({ wallUs }) => medianMs(wallUs))),
        otherMedianMs: median(beside.map(({ wallUs }) => medianMs(wallUs))),
        isSameOutput: here[0]!.outputSum === beside[0]!.outputSum,
      };
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  },
};

function measure(folder: string, program: string, parameters: readonly string[]): JournalResult {
  const journal = join(folder, 'journal');
  rmSync(journal, { force: true });
  const all = [...parameters, '--plan', 'plan.json', '--journal', 'journal'];
  const { status, stderr } = spawnSync(program, all, { cwd: folder, encoding: 'utf8' });
  const lines = status === 0 ? readFileSync(journal, 'utf8').trim().split('\n') : [];
  const result = lines.map((line) => JSON.parse(line) as JournalLine).find((line) => line.type === 'result');
  if (result === undefined) throw new Error(`${program} measured nothing: ${stderr}`);
  return result;
}

function medianMs(samplesUs: readonly number[]): number {
  return median([...samplesUs]) / 1000;
}
