import { useQueryClient } from '@tanstack/react-query';
import { createContext, lazy, Suspense, useCallback, useContext, useEffect, useState, type ReactNode } from 'react';
import { useLocation } from 'wouter';
import { useLab } from '../../state/lab-context.ts';
import { useNotices } from '../../state/notices.tsx';
import { offerNetworks } from '../../state/offered-networks.ts';
import { tableName } from '../../pages/table-import/table-name.ts';
import { importWords } from '../import-words.ts';
import { incomingFile } from './incoming-file.ts';
import './incoming.css';

const ImportDialog = lazy(async () => ({ default: (await import('../../pages/table-import/import-dialog.tsx')).ImportDialog }));

/** What the window can take in, as a file picker knows it. */
export const incomingTypes = '.csv,.gz,.json,.onnx,.pickle,.pkl,.pt,.txt';

const IncomingContext = createContext<((files: readonly File[]) => Promise<void>) | null>(null);

/** Takes files into the lab, wherever in the window they are dropped: profiles, models, tables at once where they say what they are; networks go to Measure. */
export function IncomingProvider({ children }: { children: ReactNode }) {
  const lab = useLab();
  const queries = useQueryClient();
  const { show } = useNotices();
  const [, navigate] = useLocation();
  /** Tables of which a person has to say more. */
  const [asked, setAsked] = useState<readonly File[]>([]);
  const ended = useCallback(
    (text: string, key: string): void => {
      void queries.invalidateQueries();
      show({ text, page: `/library?show=${encodeURIComponent(key)}` });
    },
    [queries, show],
  );
  const takeOne = useCallback(
    async (file: File): Promise<void> => {
      const known = await incomingFile(file);
      const source = { fileName: file.name, content: file };
      switch (known.what) {
        case 'network':
          return;
        case 'profile': {
          const imported = await lab.profiles.import({ source });
          return ended(importWords(imported), `profile:${imported.profile.id}`);
        }
        case 'model': {
          const { id, name } = await lab.models.import({ content: await file.text() });
          return ended(`The model “${name}” is in the lab.`, `model:${id}`);
        }
        case 'cost-model': {
          const { id, name } = await lab.costModels.import({ content: await file.text() });
          return ended(`The cost model “${name}” is in the lab.`, `cost-model:${id}`);
        }
        case 'table': {
          const name = tableName(file.name);
          const taken = (await lab.tables.list()).some((table) => table.name === name);
          if (taken || known.spaceId === null || known.quantity === null) return setAsked((before) => [...before, file]);
          await lab.tables.import({ name, spaceId: known.spaceId, quantity: known.quantity, source });
          return ended(`The table “${name}” is in the lab.`, `table:${name}`);
        }
      }
    },
    [lab, ended],
  );
  const take = useCallback(
    async (files: readonly File[]): Promise<void> => {
      const networks = files.filter(({ name }) => /\.onnx$/i.test(name));
      if (networks.length > 0) {
        offerNetworks(networks);
        navigate('/measure?campaign=new');
      }
      for (const file of files) await takeOne(file).catch((error: unknown) => show({ error }));
    },
    [navigate, takeOne, show],
  );
  const over = useDrop(take);
  const [first] = asked;
  const done = (): void => setAsked((before) => before.slice(1));
  return (
    <IncomingContext value={take}>
      {children}
      {over && (
        <div className="incoming" aria-hidden>
          <p>Drop latency tables, device profiles, models or ONNX files to take them into the lab</p>
        </div>
      )}
      {first !== undefined && (
        <Suspense fallback={null}>
          <ImportDialog
            key={`${first.name} ${first.lastModified}`}
            opened
            file={first}
            quantities={['latency', 'energy', 'accuracy']}
            onClose={done}
            onImported={({ name }) => ended(`The table “${name}” is in the lab.`, `table:${name}`)}
          />
        </Suspense>
      )}
    </IncomingContext>
  );
}

/** How files are handed to the lab. */
export function useIncoming(): (files: readonly File[]) => Promise<void> {
  const take = useContext(IncomingContext);
  if (take === null) throw new Error('useIncoming outside IncomingProvider');
  return take;
}

/** Whether files are being dragged over the window. A field that takes files itself keeps what is dropped on it. */
function useDrop(onFiles: (files: readonly File[]) => Promise<void>): boolean {
  const [over, setOver] = useState(false);
  useEffect(() => {
    const isOurs = (event: DragEvent): boolean =>
      event.dataTransfer?.types.includes('Files') === true && !(event.target instanceof HTMLInputElement);
    const onOver = (event: DragEvent): void => {
      setOver(isOurs(event));
      if (!isOurs(event)) return;
      event.preventDefault();
      if (event.dataTransfer !== null) event.dataTransfer.dropEffect = 'copy';
    };
    const onLeave = (event: DragEvent): void => {
      if (event.relatedTarget === null) setOver(false);
    };
    const onDrop = (event: DragEvent): void => {
      setOver(false);
      if (!isOurs(event)) return;
      event.preventDefault();
      void onFiles([...(event.dataTransfer?.files ?? [])]);
    };
    window.addEventListener('dragover', onOver);
    window.addEventListener('dragleave', onLeave);
    window.addEventListener('drop', onDrop);
    return () => {
      window.removeEventListener('dragover', onOver);
      window.removeEventListener('dragleave', onLeave);
      window.removeEventListener('drop', onDrop);
    };
  }, [onFiles]);
  return over;
}
