import type { Campaign } from '../../../preload/contract/campaign.ts';
import { Panel } from '../../components/panel.tsx';
import { plural } from '../../state/format.ts';
import { networkNames } from './network-names.ts';

/** Networks that could not be measured, each with its reason; nothing where all could. */
export function FailuresPanel({ campaign }: { campaign: Campaign }) {
  const { failures } = campaign;
  if (failures.length === 0) return null;
  const called = networkNames(campaign);
  return (
    <Panel title="Could not be measured" note={plural(failures.length, 'network')} className="failures-panel">
      <ul className="small">
        {failures.map(({ architecture, stage, message }, index) => (
          <li key={`${architecture}/${index}`}>
            <div className="mono ellipsis" title={architecture}>
              {called(architecture)}
            </div>
            <div className="secondary">
              {stage}: {message}
            </div>
          </li>
        ))}
      </ul>
      <p className="secondary small">
        The others are measured as usual. Measure these again on their own; if they fail again, the device can’t run them.
      </p>
    </Panel>
  );
}
