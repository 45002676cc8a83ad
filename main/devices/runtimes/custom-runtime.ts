import { invalidInput, LabError } from '../../core/lab-error.ts';
import type { CustomOutput } from '../../core/measurement/runner-choice.ts';

const placesOf: Readonly<Record<CustomOutput, readonly string[]>> = {
  'json-lines': ['plan', 'journal'],
  'benchmark-model': ['model', 'threads', 'warmup', 'runs'],
};
const neededPlacesOf: Readonly<Record<CustomOutput, readonly string[]>> = {
  'json-lines': ['plan', 'journal'],
  'benchmark-model': ['model'],
};

/**
 * The words of a command with places to fill: `{plan}` and `{journal}` for a program that keeps to the runner's protocol; `{model}`, `{threads}`,
 * `{warmup}` and `{runs}` for benchmark_model. No value is ever more than a part of one word. Throws `invalid-input` for a command that cannot be
 * filled.
 */
export function customWords(command: string, output: CustomOutput, values: Readonly<Record<string, string>>): string[] {
  if (command.includes('\0')) throw invalidInput('The command has a character that no command line can have.', templateRemedy(output));
  for (const place of neededPlacesOf[output]) {
    if (!command.includes(`{${place}}`)) throw invalidInput(`The command has no place for {${place}}.`, templateRemedy(output));
  }
  const words = command.split(/\s+/).filter((word) => word !== '');
  return words.map((word) => word.replace(/\{(\w*)\}/g, (_, place: string) => valueOf(place, output, values)));
}

function valueOf(place: string, output: CustomOutput, values: Readonly<Record<string, string>>): string {
  const value = placesOf[output].includes(place) ? values[place] : undefined;
  if (value === undefined) throw invalidInput(`The command has an unknown place {${place}}.`, templateRemedy(output));
  return value;
}

function templateRemedy(output: CustomOutput): string {
  return `Use ${placesOf[output].map((place) => `{${place}}`).join(', ')} in the command.`;
}

/** Networks that the lab samples are ONNX files; throws `unsupported` where the program takes none. */
export function assertTakesSampledNetworks(output: CustomOutput): void {
  if (output === 'json-lines') return;
  throw new LabError({
    code: 'unsupported',
    message: 'benchmark_model takes only .tflite files, and the lab writes sampled architectures as ONNX.',
    remedy: 'Give your own .tflite files, or measure sampled architectures with the runtime onnxruntime.',
  });
}
