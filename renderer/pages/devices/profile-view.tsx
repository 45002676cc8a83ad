import { useMutation } from '@tanstack/react-query';
import { Download, Table2, Trash2 } from 'lucide-react';
import type { ReactNode } from 'react';
import { Link } from 'wouter';
import type { ProfileColumn, ProfileSummary } from '../../../preload/contract/profile.ts';
import { fileNameOf, saveFile } from '../../charts/save-file.ts';
import { AnswerStrip } from '../../components/answer-strip.tsx';
import { Button } from '../../components/button.tsx';
import { DataTable } from '../../components/data-table.tsx';
import { ErrorPanel } from '../../components/error-panel.tsx';
import { KeyValues } from '../../components/key-values.tsx';
import { Page } from '../../components/page.tsx';
import { Panel } from '../../components/panel.tsx';
import { formatCount, formatDateTime, plural } from '../../state/format.ts';
import { useLab } from '../../state/lab-context.ts';
import { useRemovals } from '../../state/removals.tsx';
import { question } from './question.ts';

const notTold = 'the profile does not say';

/** A device that another lab has measured: what it is and where its latencies stand. */
export function ProfileView({ profile, list }: { profile: ProfileSummary; list: ReactNode }) {
  const lab = useLab();
  const { remove } = useRemovals();
  const exporting = useMutation({
    mutationFn: () => lab.profiles.export({ device: profile.id }),
    onSuccess: (content) => saveFile(content, `${fileNameOf(profile.name)}.profile.json`),
  });
  const latencies = profile.columns.reduce((sum, column) => sum + column.architectures, 0);
  const [first] = profile.columns;
  const forget = (): void =>
    remove({
      key: `profile:${profile.id}`,
      words: `Removed the profile of ${profile.name}`,
      kept: 'Its columns stay in their tables.',
      commit: () => lab.profiles.remove({ profileId: profile.id }),
    });
  return (
    <Page
      title="Devices"
      question={question}
      actions={
        <>
          <Button kind="destructive" icon={Trash2} onClick={forget}>
            Remove profile
          </Button>
          <Button icon={Download} working={exporting.isPending} workingLabel="Exporting…" onClick={() => exporting.mutate()}>
            Export profile
          </Button>
          {first !== undefined && (
            <Button kind="primary" icon={Table2} href={`/monotonicity?table=${encodeURIComponent(first.table)}`}>
              Compare in Monotonicity
            </Button>
          )}
        </>
      }
    >
      {exporting.error !== null && <ErrorPanel error={exporting.error} onRetry={() => exporting.mutate()} />}
      <AnswerStrip
        tone="ok"
        sentence={`${profile.name} was measured by another lab.`}
        explanation="It can be a proxy or a target here; only a device of this lab can be measured."
        figures={[
          { label: 'Latencies', value: formatCount(latencies) },
          { label: 'Tables', value: formatCount(profile.columns.length) },
        ]}
      />
      <div className="devices-layout">
        {list}
        <div className="column">
          <Panel title="Where its latencies stand" grow empty={profile.columns.length === 0 && 'There are none in this profile.'}>
            <DataTable<ProfileColumn>
              caption="Columns of the profile"
              rows={profile.columns}
              rowKey={({ table, column }) => `${table}/${column}`}
              rowHeight={44}
              columns={[
                {
                  key: 'table',
                  header: 'Table and column',
                  cell: ({ table, column }) => (
                    <>
                      <Link href={`/monotonicity?table=${encodeURIComponent(table)}`}>{table}</Link>
                      <div className="muted small">{column}</div>
                    </>
                  ),
                },
                { key: 'how', header: 'How', cell: ({ precision, threads }) => `${precision}, ${plural(threads, 'thread')}` },
                { key: 'count', header: 'Latencies', align: 'right', cell: ({ architectures }) => formatCount(architectures) },
              ]}
            />
          </Panel>
        </div>
        <div className="column">
          <Panel title="What it is">
            <KeyValues
              items={[
                { label: 'Processor', value: profile.processorModel, why: notTold },
                { label: 'System', value: profile.operatingSystem, why: notTold },
                { label: 'Changed', value: formatDateTime(profile.changedAtMs) },
              ]}
            />
          </Panel>
        </div>
      </div>
    </Page>
  );
}
