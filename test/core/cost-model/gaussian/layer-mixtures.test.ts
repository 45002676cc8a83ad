import { test } from 'node:test';
import { layerMixtures } from '../../../../main/core/cost-model/gaussian/layer-mixtures.ts';
import { fitLayerCosts, layerCost, networkCost } from '../../../../main/core/cost-model/layer-costs.ts';
import { layerKind } from '../../../../main/core/cost-model/layer-size.ts';
import type { LayerRow } from '../../../../main/core/network/layer-features.ts';
import { gramOfRows } from '../../../../main/core/linalg/multiply.ts';
import { closeTo } from '../../../helpers/close-to.ts';
import { syntheticLatencies, syntheticNetworks } from '../synthetic-devices.ts';

const coordinates = ({ outSide, inChannels, outChannels, kernel, stride }: LayerRow) =>
  [outSide, inChannels, outChannels, kernel, stride].map((value) => Math.log(Math.max(1, value)));

test('products of mixtures are near the covariance of the layers’ costs', () => {
  const networks = syntheticNetworks(6);
  const costs = fitLayerCosts(networks, syntheticLatencies(networks, 1)[0]!);
  const kernel = (a: LayerRow, b: LayerRow) => {
    if (layerKind(a) !== layerKind(b)) return 0;
    const z = coordinates(b);
    return Math.exp(-coordinates(a).reduce((sum, value, i) => sum + (value - z[i]!) ** 2, 0) / 2);
  };
  const products = gramOfRows(layerMixtures(networks, costs, 1)).data;
  networks.forEach((a, i) =>
    networks.forEach((b, j) => {
      let expected = 0;
      for (const one of a.layers)
        for (const other of b.layers) expected += layerCost(costs, one) * layerCost(costs, other) * kernel(one, other);
      closeTo(products[i * networks.length + j], expected / networkCost(costs, a) / networkCost(costs, b), 0.06);
    }),
  );
});
