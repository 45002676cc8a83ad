import { useQuery } from '@tanstack/react-query';
import { Network } from 'lucide-react';
import { useState, type ReactNode } from 'react';
import type { Job } from '../../../preload/contract/job.ts';
import type { SearchResult } from '../../../preload/contract/search.ts';
import { Button } from '../../components/button.tsx';
import { Panel } from '../../components/panel.tsx';
import { useLab } from '../../state/lab-context.ts';
import { plural } from '../../state/format.ts';
import { useTables } from '../../state/queries.ts';
import { FleetCard } from './fleet-card.tsx';
import { FleetDialog } from './fleet-dialog.tsx';
import { FleetFrontsDialog } from './fleet-fronts-dialog.tsx';
import { costWords, fleetPlan, trustWords } from './fleet-words.ts';
import { useSearch } from './use-search.ts';

type FleetPanelProps = {
  result: SearchResult;
  /** The one search of the fleet that is shown; null: none was made yet. */
  fleetId: string | null;
  limitMs: number;
  tools: ReactNode;
  onShowDevice: (searchId: string) => void;
  onStarted: (job: Job) => void;
};

/** The same search for other devices: a front each, and what it cost to measure them. */
export function FleetPanel({ result, fleetId, limitMs, tools, onShowDevice, onStarted }: FleetPanelProps) {
  const lab = useLab();
  const [asking, setAsking] = useState(false);
  const [comparing, setComparing] = useState(false);
  const plan = fleetPlan(result, useTables().data ?? []);
  const fleet = useQuery({
    queryKey: ['fleet', fleetId],
    queryFn: ({ signal }) => lab.searches.fleetResult({ searchId: fleetId ?? '' }, { signal }),
    enabled: fleetId !== null,
    staleTime: Infinity,
  });
  const proxy = useSearch(fleetId);
  return (
    <>
      <Panel
        className="search-front"
        title="The same search for the fleet"
        note={fleet.data === undefined ? undefined : `${plural(fleet.data.devices.length, 'device')} by one proxy`}
        tools={
          <>
            {fleet.data !== undefined && (
              <Button small kind="quiet" onClick={() => setComparing(true)}>
                Compare fronts
              </Button>
            )}
            {tools}
          </>
        }
        loading={fleetId !== null && fleet.data === undefined && fleet.error === null}
        error={fleet.error}
        onRetry={() => void fleet.refetch()}
        empty={
          fleetId === null && (
            <>
              <span>
                One search on {result.target}; every other device ranks what it found by {result.target} as it is, or adapted with a few
                measurements of its own.
              </span>
              <Button icon={Network} off={'off' in plan ? plan.off : undefined} onClick={() => setAsking(true)}>
                Search for the fleet
              </Button>
            </>
          )
        }
      >
        {fleet.data !== undefined && (
          <>
            <div className="search-fleet-cards" role="group" aria-label="Devices of the fleet">
              <FleetCard
                name={fleet.data.proxy}
                front={proxy.data?.front ?? []}
                limitMs={limitMs}
                trust="the proxy, searched"
                isShown={result.id === fleetId}
                result={result}
                onShow={() => onShowDevice(fleet.data.search.id)}
              />
              {fleet.data.devices.map((device) => (
                <FleetCard
                  key={device.target}
                  name={device.target}
                  front={device.front}
                  limitMs={limitMs}
                  trust={trustWords(device)}
                  isShown={result.id === device.searchId}
                  result={result}
                  onShow={device.searchId === null ? null : () => onShowDevice(device.searchId ?? '')}
                />
              ))}
            </div>
            <p className="small secondary search-fleet-cost">{costWords(fleet.data)}.</p>
          </>
        )}
      </Panel>
      {'others' in plan && (
        <FleetDialog opened={asking} result={result} plan={plan} onStarted={onStarted} onClose={() => setAsking(false)} />
      )}
      {fleet.data !== undefined && comparing && (
        <FleetFrontsDialog
          fleet={fleet.data}
          proxyFront={proxy.data?.front ?? []}
          shown={result.target}
          limitMs={limitMs}
          onClose={() => setComparing(false)}
        />
      )}
    </>
  );
}
