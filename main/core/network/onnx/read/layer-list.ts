import { elements } from '../../cost.ts';
import { liveLayers } from '../../live-layers.ts';
import type { Layer, LayerIndex, Network, Shape } from '../../network.ts';
import { layerShape } from '../../shapes.ts';
import type { NodeView } from './node-view.ts';

/** A layer as a node gives it; its name and stage come from the list. */
export type LayerContent = Layer extends infer L ? (L extends Layer ? Omit<L, 'name' | 'stage'> : never) : never;

/** More than any device can hold. */
const mostElements = 2 ** 31;

/** What nodes were taken into a neighbour, or described as something else, and how often. */
export interface Folded {
  batchNormalisations: number;
  biases: number;
  /** x · sigmoid(x) and x · hard-sigmoid(x) as one activation. */
  gates: number;
  /** Chains of sums as one sum. */
  sums: number;
  /** Uneven padding as the even one that gives the same size. */
  paddings: number;
  /** A softmax at the end, which is no layer. */
  softmax: number;
}

/** Layers on their way from a file to a network, with their shapes. */
export class LayerList {
  readonly folded: Folded = { batchNormalisations: 0, biases: 0, gates: 0, sums: 0, paddings: 0, softmax: 0 };
  readonly #layers: Layer[];
  readonly #shapes: Shape[];

  constructor(inputName: string, input: Shape) {
    this.#layers = [{ kind: 'input', name: inputName, stage: 'network', inputs: [], shape: input }];
    this.#shapes = [input];
  }

  layer(index: LayerIndex): Layer {
    return this.#layers[index]!;
  }

  shape(index: LayerIndex): Shape {
    return this.#shapes[index]!;
  }

  /** `parse-failed` where the layer does not fit its inputs. */
  append(node: NodeView, content: LayerContent): LayerIndex {
    const layer: Layer = { ...content, name: node.label, stage: 'network' };
    this.#shapes.push(this.#shapeOf(node, layer));
    return this.#layers.push(layer) - 1;
  }

  /** Puts another layer of the same output into the place of one. */
  replace(index: LayerIndex, layer: Layer): void {
    this.#layers[index] = layer;
  }

  /** The network whose output is that layer, without what the output does not depend on. */
  network(name: string, output: LayerIndex): Network {
    return liveLayers({ name, layers: this.#layers.slice(0, output + 1) });
  }

  #shapeOf(node: NodeView, layer: Layer): Shape {
    let shape: Shape;
    try {
      shape = layerShape(
        layer,
        layer.inputs.map((input) => this.shape(input)),
      );
    } catch (cause) {
      throw node.broken(cause instanceof Error ? cause.message : 'its inputs do not fit together');
    }
    if (elements(shape) > mostElements) throw node.refuse(`its result has ${elements(shape)} elements`, 'Give a smaller network.');
    return shape;
  }
}
