import type { PredictorFields } from '../predictors/predictor-fields.ts';
import { layerOperators, type LayerRow } from '../network/layer-features.ts';
import type { LayeredNetwork } from './cost-model.ts';

const sizes = [
  'inSide',
  'outSide',
  'inChannels',
  'outChannels',
  'kernel',
  'stride',
  'padding',
  'macs',
] as const satisfies readonly (keyof LayerRow)[];

/** A network in few characters: the layers' kinds as indices of `layerOperators`, their sizes one layer after the other. */
export function layeredNetworkToJson({ id, layers }: LayeredNetwork): Readonly<Record<string, unknown>> {
  return {
    id,
    operators: layers.map(({ operator }) => layerOperators.indexOf(operator)),
    sizes: layers.flatMap((layer) => sizes.map((size) => layer[size])),
  };
}

export function layeredNetworkFromJson(fields: PredictorFields): LayeredNetwork {
  const operators = fields.integers('operators', 0, layerOperators.length - 1);
  if (operators.length === 0) throw fields.refusal('operators', 'a list of layers');
  const values = fields.numbers('sizes', operators.length * sizes.length);
  const layers = Array.from(operators, (operator, layer): LayerRow => {
    const [inSide, outSide, inChannels, outChannels, kernel, stride, padding, macs] = values.subarray(layer * sizes.length);
    return {
      operator: layerOperators[operator]!,
      inSide: inSide!,
      outSide: outSide!,
      inChannels: inChannels!,
      outChannels: outChannels!,
      kernel: kernel!,
      stride: stride!,
      padding: padding!,
      macs: macs!,
    };
  });
  return { id: fields.text('id'), layers };
}
