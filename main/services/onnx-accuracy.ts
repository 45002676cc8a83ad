import { accuracyFeatures, OnnxSource } from '../core/accuracy/onnx-source.ts';
import { invalidInput, isLabError, LabError } from '../core/lab-error.ts';
import type { SearchSpace } from '../core/spaces/search-space.ts';
import { accuracyMappingExample, readAccuracyMapping } from '../formats/accuracy-predictor-file.ts';
import { fileSource, readBytes } from '../formats/text-source.ts';
import { loadOnnxPredictor } from '../runtime/onnx-predictor.ts';

const [largestPredictor, largestMapping] = [512 * 2 ** 20, 2 ** 20];

/** A predictor of accuracy from an ONNX file; `FILE.json` beside it says what it takes. Throws what reading and loading throw, and `invalid-input` for another space. */
export async function onnxAccuracySource(space: SearchSpace, path: string): Promise<OnnxSource> {
  const { name: fileName } = fileSource(path);
  const mappingName = `${fileName.replace(/\.onnx$/i, '')}.json`;
  const mapping = readAccuracyMapping(await besides(`${path.replace(/\.onnx$/i, '')}.json`, fileName), mappingName);
  if (mapping.space !== space.id)
    throw invalidInput(
      `${mappingName} says that ${fileName} is for ${mapping.space}, not for ${space.id}.`,
      'Choose a predictor of this space.',
    );
  const { encoding, input, output, factor } = mapping;
  const features = accuracyFeatures(space, encoding);
  const remedy = `Change “encoding” in ${mappingName} (${space.id} has ${lengthsOf(space)}), or export a predictor that takes ${features}.`;
  const { predict } = await loadOnnxPredictor(await readBytes(fileSource(path), largestPredictor), fileName, {
    input,
    output,
    features,
    remedy,
  });
  return new OnnxSource({
    fileName,
    ...mapping,
    predict: async (rows, n) => (await predict(rows, n)).map((value) => factor * value),
  });
}

async function besides(path: string, fileName: string): Promise<string> {
  try {
    return Buffer.from(await readBytes(fileSource(path), largestMapping)).toString();
  } catch (error) {
    if (!isLabError(error, 'not-found')) throw error;
    throw new LabError({
      code: 'not-found',
      message: `There is no JSON file beside ${fileName} that says what it takes.`,
      remedy: `Write ${path}, for example: ${accuracyMappingExample}`,
    });
  }
}

function lengthsOf(space: SearchSpace): string {
  return (['choices', 'one-hot', 'live', 'counts'] as const)
    .map((encoding) => `${accuracyFeatures(space, encoding)} as ${encoding}`)
    .join(', ');
}
