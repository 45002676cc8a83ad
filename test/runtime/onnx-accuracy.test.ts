import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { float, integer, OnnxGraph } from '../../main/core/network/onnx/onnx-graph.ts';
import { encodeOnnxModel } from '../../main/core/network/onnx/onnx-model.ts';
import { createRng } from '../../main/core/rng.ts';
import { fbnet } from '../../main/core/spaces/fbnet.ts';
import { onnxAccuracySource } from '../../main/services/onnx-accuracy.ts';
import { isLabError } from '../../main/core/lab-error.ts';

const genes = fbnet.genes.length;
const preparation = { report: () => {}, throwIfCancelled: () => {} };
const mapping = {
  format: 'proxylab-accuracy-predictor',
  version: 1,
  space: 'fbnet',
  encoding: 'choices',
  title: 'CIFAR-100',
  meanError: 0.5,
};

/** An ONNX file: 0.5 plus 0.01 times the sum of the inputs; [rows, width] → [rows, outputs]. */
function sumOfInputs(rows: number, width: number, outputs = 1): Uint8Array {
  const graph = new OnnxGraph();
  const weights = graph.initialiser('weights', new Float32Array(width * outputs).fill(0.01), [width, outputs]);
  const result = graph.node('Gemm', ['input', weights, graph.scalar(0.5)], 'sum', { alpha: float(1), transB: integer(0) });
  const model = graph.model('predictor', { name: 'input', dimensions: [rows, width] }, result, {
    name: 'output',
    dimensions: [rows, outputs],
  });
  return encodeOnnxModel(model);
}

function files(context: TestContext, network: Uint8Array, described: object | null): string {
  const folder = mkdtempSync(join(tmpdir(), 'proxylab-predictor-'));
  context.after(() => rmSync(folder, { recursive: true, force: true }));
  writeFileSync(join(folder, 'predictor.onnx'), network);
  if (described !== null) writeFileSync(join(folder, 'predictor.json'), JSON.stringify(described));
  return join(folder, 'predictor.onnx');
}

test('a predictor in ONNX scores architectures in batches of its own size, and says what it is', async (context) => {
  const source = await onnxAccuracySource(fbnet, files(context, sumOfInputs(8, genes), { ...mapping, factor: 100 }));
  const rng = createRng(2);
  const some = Array.from({ length: 21 }, () => fbnet.sample(rng));
  await source.prepare(fbnet, some, preparation);
  source.score(fbnet, some).forEach((score, i) => {
    const sum = some[i]!.reduce((total, choice) => total + choice, 0);
    assert.ok(Math.abs(score - (50 + sum)) < 1e-3);
  });
  assert.deepEqual([source.measured, source.axisTitle], [false, 'Predicted CIFAR-100, %']);
  assert.match(source.statement, /off by 0\.5 % on average/);
});

test('what does not fit is refused with what to change', async (context) => {
  const refusal = async (network: Uint8Array, described: object | null, code: string, words: RegExp) => {
    await assert.rejects(onnxAccuracySource(fbnet, files(context, network, described)), (error) => {
      assert.ok(isLabError(error, code as 'invalid-input'), String(error));
      assert.match(`${error.message} ${error.remedy}`, words);
      return true;
    });
  };
  const wrongWidth =
    /takes \[8, 7\], and an architecture is a row of 22 numbers\. Change “encoding” in predictor\.json \(fbnet has 22 as choices, /;
  await refusal(sumOfInputs(8, 7), mapping, 'invalid-input', wrongWidth);
  await refusal(sumOfInputs(8, genes, 3), mapping, 'invalid-input', /gives \[8, 3\] and not one number an architecture\./);
  await refusal(sumOfInputs(8, genes), { ...mapping, space: 'mobilenet-v3' }, 'invalid-input', /is for mobilenet-v3, not for fbnet/);
  await refusal(sumOfInputs(8, genes), { ...mapping, output: 'top1' }, 'invalid-input', /none of the name “top1”\. It has output/);
  await refusal(
    sumOfInputs(8, genes),
    { ...mapping, encoding: 'rows' },
    'parse-failed',
    /predictor\.json does not describe a predictor: encoding/,
  );
  await refusal(sumOfInputs(8, genes), null, 'not-found', /Write .*predictor\.json, for example: \{"format"/);
  await refusal(Uint8Array.of(1, 2, 3), mapping, 'parse-failed', /is not a network that ONNX Runtime can run/);
});
