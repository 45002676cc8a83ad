import { invalidInput, LabError } from '../../core/lab-error.ts';
import { shellWord } from '../remote/shell-word.ts';

/** A user's own benchmark program on a device. */
export interface CustomRuntime {
  /** Part of every measurement's identity. */
  readonly name: string;
  /**
   * Words with places to fill: `{plan}` and `{journal}` for a program that keeps to the runner's protocol; `{model}`, `{threads}`, `{warmup}` and
   * `{runs}` for TensorFlow Lite's benchmark_model.
   */
  readonly command: string;
  /** What it writes: our JSON lines into the journal, or benchmark_model's text. */
  readonly output: 'json-lines' | 'benchmark-model';
}

const placesOf: Readonly<Record<CustomRuntime['output'], readonly string[]>> = {
  'json-lines': ['plan', 'journal'],
  'benchmark-model': ['model', 'threads', 'warmup', 'runs'],
};
const neededPlacesOf: Readonly<Record<CustomRuntime['output'], readonly string[]>> = {
  'json-lines': ['plan', 'journal'],
  'benchmark-model': ['model'],
};

/** The command line for the device's shell; no value is ever more than one word of it. Throws `invalid-input` for a template that cannot be filled. */
export function customCommand({ command, output }: CustomRuntime, values: Readonly<Record<string, string>>): string {
  for (const place of neededPlacesOf[output]) {
    if (!command.includes(`{${place}}`)) throw invalidInput(`The command has no place for {${place}}.`, templateRemedy(output));
  }
  const words = command.split(/\s+/).filter((word) => word !== '');
  return words.map((word) => shellWord(word.replace(/\{(\w*)\}/g, (_, place: string) => valueOf(place, output, values)))).join(' ');
}

function valueOf(place: string, output: CustomRuntime['output'], values: Readonly<Record<string, string>>): string {
  const value = placesOf[output].includes(place) ? values[place] : undefined;
  if (value === undefined) throw invalidInput(`The command has an unknown place {${place}}.`, templateRemedy(output));
  return value;
}

function templateRemedy(output: CustomRuntime['output']): string {
  return `Use ${placesOf[output].map((place) => `{${place}}`).join(', ')} in the command.`;
}

/** Networks that the lab samples are ONNX files; throws `unsupported` where the program takes none. */
export function assertTakesSampledNetworks({ name, output }: CustomRuntime): void {
  if (output === 'json-lines') return;
  throw new LabError({
    code: 'unsupported',
    message: `${name} takes only .tflite files, and the lab writes sampled architectures as ONNX.`,
    remedy: 'Give your own .tflite files, or measure sampled architectures with the runtime onnxruntime.',
  });
}
