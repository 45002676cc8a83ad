import { randomUUID } from 'node:crypto';
import type { z } from 'zod';
import type { CostModelDetail, costModelFitRequest, CostModelSummary, CostPrediction } from '../../../preload/contract/cost-model.ts';
import { brand, type CostModelId } from '../../core/brand.ts';
import type { LayeredNetwork } from '../../core/cost-model/cost-model.ts';
import { invalidInput, isLabError, LabError } from '../../core/lab-error.ts';
import { layerRows } from '../../core/network/layer-features.ts';
import { readCostModelFile, writeCostModelFile } from '../../formats/cost-model-file.ts';
import { readDeviceGroups } from '../../formats/device-groups.ts';
import { readNetworkFile } from '../../formats/network-file.ts';
import type { JobControl, JobRegistry } from '../../jobs/job-registry.ts';
import type { WorkerPool } from '../../jobs/worker-pool.ts';
import type { StoredCostModel } from '../../store/cost-model-repository.ts';
import type { Store } from '../../store/open-store.ts';
import { networkSource } from '../custom-networks.ts';
import { jobToContract } from '../jobs.ts';
import { chosenTable, devicesOf, sourceOf } from '../latency-table-choice.ts';
import { os } from '../procedures.ts';
import { devicePredictions, intervalLevel, relationTo } from './device-predictions.ts';
import { fitOnTable } from './fit-on-table.ts';
import { type FindLayers, type LayerSources, layersOfFiles, layersOfSpace, layersOfTable } from './network-layers.ts';
import { type CostModelDocument, storedCostModel, type UsableCostModel } from './stored-cost-model.ts';
import { trainableTable } from './trainable-table.ts';

interface CostModelContext {
  readonly store: Pick<Store, 'tables' | 'costModels'>;
  readonly files: LayerSources['files'];
  readonly jobs: JobRegistry;
  readonly pool: WorkerPool;
  readonly clock: () => number;
}

type FitRequest = z.output<typeof costModelFitRequest>;

/** Cost models: fit with a check on devices left out, predict, list, export, import. */
export function costModelProcedures({ store, files, jobs, pool, clock }: CostModelContext) {
  const sources = { tables: store.tables, files };

  function keep(about: Omit<StoredCostModel, 'id' | 'createdAtMs'>, document: CostModelDocument): StoredCostModel {
    const summary = { ...about, id: brand<CostModelId>(`cost-model-${randomUUID().slice(0, 8)}`), createdAtMs: clock() };
    store.costModels.add(summary, document);
    return summary;
  }

  async function fit(request: FitRequest, control: JobControl): Promise<CostModelId> {
    control.report({ message: 'Reading the table' });
    const table = store.tables.get(request.table);
    const groups = request.groups === undefined ? undefined : await readDeviceGroups(sourceOf(request.groups));
    const trainable = trainableTable(table, layersOfTable(table, sources), groups, request.seed);
    const fitted = await fitOnTable(trainable, request, { pool, clock, control });
    const { kind } = fitted.model;
    const { id } = keep(
      {
        name: request.name ?? `${table.name}, ${kind}`,
        kind,
        reason: fitted.reason,
        table: table.name,
        spaceId: table.spaceId,
        trainingDevices: fitted.trainingDevices.length,
        networks: trainable.networks.length,
        tableNetworks: table.names.length,
        signature: fitted.model['signature'] as readonly string[],
        select: request.select,
        heldOut: fitted.scores,
      },
      {
        model: fitted.model,
        scalar: fitted.scalar,
        trainingDevices: fitted.trainingDevices,
        networks: trainable.networks.map((network) => network.id),
        curve: fitted.curve,
        heldOut: fitted.heldOut.map(({ device, signature, trainingDevices, prediction: { latencyMs, interval }, scalar }) => ({
          device: trainable.devices[device]!,
          signature: signature.map((place) => trainable.networks[place]!.id),
          trainingDevices,
          latencyMs: [...latencyMs],
          interval: interval ? { lowMs: [...interval.lowMs], highMs: [...interval.highMs] } : null,
          scalarMs: [...scalar.latencyMs],
        })),
      },
    );
    return id;
  }

  function detail(modelId: string): CostModelDetail {
    const model = storedCostModel(store.costModels, modelId);
    const columns = tableIfThere(model.summary.table)?.columns ?? [];
    const devices = columns.map(({ name, measured }) => ({ name, measured, relation: relationTo(model, name) }));
    return { ...toSummary(model.summary), curve: [...model.curve], devices };
  }

  function tableIfThere(name: string) {
    try {
      return store.tables.summary(name);
    } catch (error) {
      if (isLabError(error, 'not-found')) return undefined;
      throw error;
    }
  }

  /** The layers of the networks that a model's own table has, else of its space; networks from files are known in any. */
  function layersFor({ summary }: UsableCostModel): FindLayers {
    const table = tableIfThere(summary.table);
    const own = table?.spaceId === summary.spaceId ? layersOfTable(table, sources) : layersOfSpace(summary.spaceId);
    const fromFiles = layersOfFiles(files);
    return (name) => (name.startsWith('custom:') ? fromFiles(name) : own(name));
  }

  return os.costModels.router({
    list: os.costModels.list.handler(() => store.costModels.list().map(toSummary)),
    fit: os.costModels.fit.handler(({ input }) => {
      const { name } = store.tables.summary(input.table);
      return jobToContract(
        jobs.start({
          kind: 'cost-model',
          title: `Cost model of ${name}`,
          subject: name,
          isStepwise: true,
          work: (control) => fit(input, control),
        }),
      );
    }),
    get: os.costModels.get.handler(({ input }) => detail(input.modelId)),
    device: os.costModels.device.handler(({ input: { modelId, device } }) => {
      const model = storedCostModel(store.costModels, modelId);
      return devicePredictions(model, store.tables.get(model.summary.table), device, () => layersFor(model));
    }),
    predict: os.costModels.predict.handler(async ({ input, signal }): Promise<CostPrediction> => {
      const stored = storedCostModel(store.costModels, input.modelId);
      const { model, scalar, summary } = stored;
      const latencies = await chosenTable(store.tables, input.latencies ?? { table: summary.table }, { signal });
      const [device] = devicesOf(latencies, [input.device]);
      const column = latencies.columns.get(device!)!;
      const measured = new Map(latencies.names.map((name, row) => [name, column[row]!]));
      const signaturesMs = [model.signature.map((network) => measured.get(network) ?? NaN)];
      const named = input.networks.map(withLayers(layersFor(stored)));
      const fromFiles = await Promise.all(
        input.files.map(async (file) => {
          const { name, fileName, network } = await readNetworkFile(networkSource(file), signal);
          return { fileName, network: { id: String(name), layers: layerRows(network) } };
        }),
      );
      const asked = [...named.map((network) => ({ fileName: null, network })), ...fromFiles];
      if (asked.length === 0) throw invalidInput('There is no network to predict.', 'Name networks, or give ONNX files.');
      const networks = asked.map(({ network }) => network);
      const [prediction] = model.predict(signaturesMs, networks);
      const [baseline] = scalar.predict(signaturesMs, networks);
      return {
        level: intervalLevel,
        signatureMeasured: signaturesMs[0]!.filter((value) => !Number.isNaN(value)).length,
        predictions: asked.map(({ fileName, network }, i) => ({
          network: network.id,
          fileName,
          latencyMs: prediction!.latencyMs[i]!,
          lowMs: prediction!.interval?.lowMs[i] ?? null,
          highMs: prediction!.interval?.highMs[i] ?? null,
          scalarMs: baseline!.latencyMs[i]!,
        })),
      };
    }),
    export: os.costModels.export.handler(({ input }) => {
      const { summary, model, scalar, trainingDevices } = storedCostModel(store.costModels, input.modelId);
      const { name, table, spaceId } = summary;
      return new Blob([writeCostModelFile({ name, table, spaceId, trainingDevices, model, scalar })], { type: 'application/json' });
    }),
    import: os.costModels.import.handler(({ input }) => {
      const { model, scalar, trainingDevices, ...about } = readCostModelFile(input.content);
      const unknown = { reason: null, networks: 0, tableNetworks: 0, select: null, heldOut: null };
      return toSummary(
        keep(
          { ...about, ...unknown, trainingDevices: trainingDevices.length, kind: model.kind, signature: model.signature },
          { model: model.toJSON(), scalar: scalar.toJSON(), trainingDevices, networks: [], heldOut: [], curve: [] },
        ),
      );
    }),
    remove: os.costModels.remove.handler(({ input }) => {
      store.costModels.remove(brand<CostModelId>(input.modelId));
      return {};
    }),
  });
}

function toSummary(summary: StoredCostModel): CostModelSummary {
  return { ...summary, signature: [...summary.signature] };
}

function withLayers(findLayers: FindLayers): (name: string) => LayeredNetwork {
  return (name) => {
    const network = findLayers(name);
    if (network) return network;
    const remedy = 'Give its ONNX file, or import its table together with the networks’ layers.';
    throw new LabError({ code: 'not-found', message: `The layers of the network “${name}” are not known.`, remedy });
  };
}
