import { faultProperties } from './campaigns-with-faults.ts';
import { costModelProperties } from './cost-models.ts';
import { deviceProfileProperties } from './device-profiles.ts';
import { deviceOutputProperties } from './device-outputs.ts';
import { garbledDeviceProperties } from './garbled-devices.ts';
import { journalProperties } from './journals.ts';
import { modelFileProperties } from './model-files.ts';
import { nameProperties } from './names.ts';
import { onnxFileProperties } from './onnx-files.ts';
import { phoneAnswerProperties } from './phone-answers.ts';
import { pickleProperties } from './pickles.ts';
import { profileProperties } from './profiles.ts';
import { runtimeOutputProperties } from './runtime-outputs.ts';
import { runnerPlanProperties } from './runner-plans.ts';
import type { SoakProperty } from './soak-property.ts';
import { tableProperties } from './tables.ts';
import { storyProperties } from './whole-stories.ts';

/** Every parser that meets what others have written. */
export const soakProperties: readonly SoakProperty[] = [
  ...nameProperties,
  ...tableProperties,
  ...pickleProperties,
  ...phoneAnswerProperties,
  ...deviceOutputProperties,
  ...journalProperties,
  ...garbledDeviceProperties,
  ...modelFileProperties,
  ...costModelProperties,
  ...deviceProfileProperties,
  ...onnxFileProperties,
  ...profileProperties,
  ...runnerPlanProperties,
  ...runtimeOutputProperties,
];

/** Whole campaigns on fake devices: each input takes seconds. */
export const deviceProperties: readonly SoakProperty[] = [...faultProperties];

/** Minutes each: for `npm run soak` alone. */
export const longProperties: readonly SoakProperty[] = [...storyProperties];
