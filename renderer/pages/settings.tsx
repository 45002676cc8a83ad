import { RotateCcw } from 'lucide-react';
import { useState } from 'react';
import { Link } from 'wouter';
import { Button } from '../components/button.tsx';
import { KeyValues } from '../components/key-values.tsx';
import { Page } from '../components/page.tsx';
import { Panel } from '../components/panel.tsx';
import { Segmented } from '../components/segmented.tsx';
import { guideAddress } from '../frame/guide-chapters.ts';
import { useLabInfo } from '../state/queries.ts';
import { forgetFilters } from '../state/remembered.ts';
import { useScheme, type SchemeChoice } from '../state/scheme.ts';
import './settings.css';

const schemes: readonly { value: SchemeChoice; label: string }[] = [
  { value: 'system', label: 'As the system' },
  { value: 'light', label: 'Light' },
  { value: 'dark', label: 'Dark' },
];

/** How the window looks, which lab it shows, and what it keeps and sends. */
export function SettingsPage() {
  const { choice, choose } = useScheme();
  const info = useLabInfo();
  const [forgotten, setForgotten] = useState(false);
  return (
    <Page title="Settings" question="How does this window look, and where is everything kept?">
      <div className="settings">
        <Panel title="Appearance">
          <div className="settings-row">
            <span>Colour scheme</span>
            <Segmented label="Colour scheme" value={choice} options={schemes} onChange={choose} />
          </div>
          <p className="secondary small">Motion is left out where the system asks for that. T shows any chart as a table.</p>
        </Panel>
        <Panel title="This lab" loading={info.isPending} error={info.error} onRetry={() => void info.refetch()}>
          {info.data !== undefined && (
            <KeyValues
              items={[
                { label: 'Name', value: info.data.name },
                { label: 'Folder', value: <span className="settings-path">{info.data.folder}</span> },
                { label: 'Program', value: `ProxyLab ${info.data.version}` },
              ]}
            />
          )}
          <p className="secondary small">
            A lab is one folder: copy it to keep it, move it to another computer, delete it to be rid of it. Its name above opens another
            one, or a new one.
          </p>
        </Panel>
        <Panel title="What leaves this computer">
          <p>
            Nothing by itself: no telemetry, no account, no look for updates. A profile is shared when you export it, and it names no
            person, no unit and no network. <Link href={guideAddress('files')}>What stands in a profile</Link>
          </p>
        </Panel>
        <Panel title="What this window remembers">
          <div className="settings-row">
            <span>Filters and order of the lists, from visit to visit</span>
            <Button
              small
              icon={RotateCcw}
              off={forgotten ? 'Forgotten' : undefined}
              onClick={() => {
                forgetFilters();
                setForgotten(true);
              }}
            >
              Forget them
            </Button>
          </div>
          <p className="secondary small">
            Pages, picks and limits stand in the address: a bookmark brings them back. <Link href="/welcome">Welcome and tour</Link>
          </p>
        </Panel>
      </div>
    </Page>
  );
}
