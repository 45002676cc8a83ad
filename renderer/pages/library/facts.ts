import type { RegressionScores } from '../../../preload/contract/model.ts';
import type { KeyValue } from '../../components/key-values.tsx';
import { formatCount, formatDateTime, formatMs, formatPercent, formatSignificant, formatSrcc, plural } from '../../state/format.ts';
import type { LibraryEntry } from './entries.ts';

/** A line that says the same of every entry of a kind, so that two can be held against each other. */
export type Fact = KeyValue & { value: string | null };

/** What an entry is and where it is from, line by line. */
export function factsOf(entry: LibraryEntry): Fact[] {
  switch (entry.kind) {
    case 'table': {
      const { spaceId, quantity, unit, architectures, columns, source, createdAtMs } = entry.of;
      return [
        { label: 'Space', value: spaceId },
        { label: 'Values', value: `${quantity}, ${unit}` },
        { label: 'Architectures', value: formatCount(architectures) },
        { label: 'Columns', value: formatCount(columns.length) },
        { label: 'Source', value: source === '' ? null : source, why: 'the file did not say' },
        { label: 'Made', value: formatDateTime(createdAtMs) },
      ];
    }
    case 'profile': {
      const { processorModel, operatingSystem, origin, columns, changedAtMs } = entry.of;
      const why = 'the profile does not say';
      return [
        { label: 'Processor', value: processorModel, why },
        { label: 'System', value: operatingSystem, why },
        { label: 'Measured by', value: origin === 'own' ? 'this lab' : 'another lab' },
        { label: 'Runtimes', value: [...new Set(columns.map(({ runtime }) => runtime))].join(', ') || null, why: 'nothing is measured' },
        { label: 'Spaces', value: [...new Set(columns.map(({ spaceId }) => spaceId))].join(', ') || null, why: 'nothing is measured' },
        { label: 'Latencies', value: formatCount(columns.reduce((sum, { architectures }) => sum + architectures, 0)) },
        { label: 'Changed', value: formatDateTime(changedAtMs) },
      ];
    }
    case 'model': {
      const { kind, spaceId, objective, unit, table, target, proxy, trainedOn, heldOut, createdAtMs } = entry.of;
      const why = 'nothing was held out';
      return [
        { label: 'Predicts', value: `${objective} of ${target}, ${unit}` },
        { label: 'Method', value: kind },
        { label: 'Space', value: spaceId },
        { label: 'Table', value: table },
        { label: 'Adapted from', value: proxy ?? 'nothing: trained on its target' },
        { label: 'Trained on', value: plural(trainedOn, 'architecture') },
        { label: 'SRCC', value: heldOut && srccWords(heldOut.scores), why },
        { label: 'RMSE', value: heldOut && `${formatSignificant(heldOut.scores.rmse)} ${unit}`, why },
        { label: 'Ridge, the same', value: heldOut && srccWords(heldOut.baselines.ridge), why },
        { label: 'Held out', value: heldOut && plural(heldOut.rows, 'architecture'), why },
        { label: 'Made', value: formatDateTime(createdAtMs) },
      ];
    }
    case 'cost-model': {
      const { kind, table, trainingDevices, networks, signature, select, heldOut, createdAtMs } = entry.of;
      const why = 'no device could be left out';
      return [
        { label: 'Method', value: kind },
        { label: 'Table', value: table },
        { label: 'Devices', value: formatCount(trainingDevices) },
        { label: 'Networks', value: formatCount(networks) },
        { label: 'Signature', value: `${plural(signature.length, 'network')}, ${select ?? 'from a file'}` },
        { label: 'R²', value: heldOut && r2Words(heldOut.model.r2), why },
        { label: 'Mean error', value: heldOut && formatPercent(heldOut.model.mape), why },
        { label: 'Scalar, the same', value: heldOut && formatPercent(heldOut.scalar.mape), why },
        { label: 'Checked on', value: heldOut && plural(heldOut.devices, 'device'), why },
        { label: 'Made', value: formatDateTime(createdAtMs) },
      ];
    }
    case 'search': {
      const { spaceId, target, table, algorithm, accuracyTitle, accuracyStatement, limitMs, candidates, frontSize, createdAtMs } = entry.of;
      return [
        { label: 'Target', value: target },
        { label: 'Latencies', value: table === null ? 'a model' : `table ${table}` },
        { label: 'Space', value: spaceId },
        { label: 'Limit', value: limitMs === null ? 'none' : `${formatMs(limitMs)} ms` },
        { label: 'Accuracy', value: accuracyTitle },
        { label: 'What it is', value: accuracyStatement },
        { label: 'Algorithm', value: algorithm },
        { label: 'Candidates', value: formatCount(candidates) },
        { label: 'Front', value: plural(frontSize, 'architecture') },
        { label: 'Made', value: formatDateTime(createdAtMs) },
      ];
    }
    case 'campaign': {
      const { deviceName, runtime, precision, threads, affinity, powerMode, warmup, runs, seed, done, total, failures } = entry.of;
      const drifts = entry.of.blocks.flatMap(({ state, anchorDrift }) =>
        state === 'accepted' && anchorDrift !== null ? [anchorDrift] : [],
      );
      return [
        { label: 'Device', value: deviceName },
        { label: 'Runtime', value: `${runtime}, ${precision}` },
        {
          label: 'Threads',
          value: `${formatCount(threads)}, ${affinity.length === 0 ? 'cores as the system chooses' : `cores ${affinity.join(', ')}`}`,
        },
        { label: 'Power mode', value: powerMode ?? null, why: 'the device has none' },
        { label: 'Space', value: entry.of.spaceId },
        { label: 'Measured', value: `${formatCount(done)} of ${formatCount(total)}` },
        { label: 'Runs', value: `${plural(warmup, 'warm-up')}, then ${formatCount(runs)} or more` },
        { label: 'Anchor drift', value: drifts.length === 0 ? null : formatPercent(Math.max(...drifts)), why: 'no block has ended' },
        { label: 'Repeated', value: plural(entry.of.blocks.filter(({ state }) => state === 'repeated').length, 'block') },
        { label: 'Failed', value: plural(failures.length, 'network') },
        { label: 'Seed', value: String(seed) },
        { label: 'Goes to', value: `${entry.of.table}, column ${entry.of.column}` },
        { label: 'Started', value: formatDateTime(entry.of.startedAtMs) },
        { label: 'Ended', value: entry.of.endedAtMs === null ? null : formatDateTime(entry.of.endedAtMs), why: 'it has not' },
      ];
    }
  }
}

function srccWords({ srcc }: RegressionScores): string {
  return srcc === null ? 'undefined: constant' : formatSrcc(srcc, 3);
}

function r2Words(r2: number | null): string {
  return r2 === null ? 'undefined: constant' : r2.toFixed(3);
}
