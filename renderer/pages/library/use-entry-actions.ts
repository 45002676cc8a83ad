import { useMutation, useQueryClient } from '@tanstack/react-query';
import { chartCsvBlob } from '../../charts/export-chart.ts';
import { fileNameOf, saveFile } from '../../charts/save-file.ts';
import type { LabClient } from '../../../preload/contract/index.ts';
import { useLab } from '../../state/lab-context.ts';
import { useRemovals } from '../../state/removals.tsx';
import type { LibraryEntry } from './entries.ts';
import { kindWords } from './entries.ts';

/** What can be done with an entry from wherever it is shown. */
export function useEntryActions() {
  const lab = useLab();
  const queries = useQueryClient();
  const { remove: holdBack } = useRemovals();
  const refresh = (): Promise<void> => queries.invalidateQueries();
  const exporting = useMutation({
    mutationFn: async (entry: LibraryEntry) => {
      const { content, extension } = await fileOf(lab, entry);
      saveFile(content, `${fileNameOf(entry.name)}.${extension}`);
    },
  });
  const renaming = useMutation({
    mutationFn: async ({ entry: { kind, id }, name }: { entry: LibraryEntry; name: string }) => {
      const renamed = await lab.library.rename({ kind, id, name });
      await refresh();
      return `${renamed.kind}:${renamed.id}`;
    },
  });
  const tagging = useMutation({
    mutationFn: async ({ entry: { kind, id }, tags }: { entry: LibraryEntry; tags: readonly string[] }) => {
      await lab.library.tag({ kind, id, tags: [...tags] });
      await refresh();
    },
  });
  const remove = ({ kind, id, key, name }: LibraryEntry): void =>
    holdBack({
      key,
      words: `Deleted “${name}”`,
      kept: kept[kind],
      commit: async () => {
        await lab.library.remove({ kind, id });
        await refresh();
      },
    });
  return { exporting, renaming, tagging, remove };
}

/** Why an entry cannot be deleted, as a button says it; undefined where it can. */
export function keptBecause(entry: LibraryEntry): string | undefined {
  if (entry.kind === 'profile' && entry.of.origin === 'own') return 'Made of this lab’s campaigns';
  if (entry.kind === 'campaign' && entry.of.state === 'running') return 'It is measuring';
  if (entry.kind === 'table' && entry.from === 'measuring now') return 'It is being measured';
  return undefined;
}

const kept: Record<LibraryEntry['kind'], string> = {
  table: 'Campaigns with their raw runs, models and searches stay.',
  profile: 'Its columns stay in their tables.',
  model: 'Searches that used it stay.',
  'cost-model': 'Its table stays.',
  search: 'Tables and models stay.',
  campaign: 'Medians stay in their table; the raw runs go.',
};

async function fileOf(lab: LabClient, entry: LibraryEntry): Promise<{ content: Blob; extension: string }> {
  switch (entry.kind) {
    case 'table':
      return { content: await lab.tables.export({ table: entry.id }), extension: 'csv' };
    case 'profile':
      return { content: await lab.profiles.export({ device: entry.id }), extension: 'profile.json' };
    case 'model':
      return { content: await lab.models.export({ modelId: entry.id }), extension: 'model.json' };
    case 'cost-model':
      return { content: await lab.costModels.export({ modelId: entry.id }), extension: 'cost-model.json' };
    case 'campaign':
      return { content: await lab.campaigns.export({ campaignId: entry.id }), extension: 'csv' };
    case 'search': {
      const { front, target, accuracyTitle, accuracyStatement } = await lab.searches.get({ searchId: entry.id });
      const columns = ['architecture', 'latency ms', accuracyTitle, 'MACs', 'parameters', 'latency is'];
      const source = {
        title: `${kindWords.search}: ${entry.name}`,
        source: `latencies of ${target}; ${accuracyStatement}`,
        made: new Date(),
      };
      return {
        content: chartCsvBlob(
          {
            columns: columns.map((title, index) => ({ title, numeric: index > 0 && index < 5 })),
            rows: front.map((one) => [
              one.name,
              one.latencyMs,
              one.accuracy,
              one.macs,
              one.params,
              one.measured ? 'measured' : 'predicted',
            ]),
          },
          source,
        ),
        extension: 'csv',
      };
    }
  }
}
