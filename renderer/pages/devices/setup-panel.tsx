import { Download, Gauge, Play } from 'lucide-react';
import { useState } from 'react';
import type { Campaign } from '../../../preload/contract/campaign.ts';
import type { DeviceSummary } from '../../../preload/contract/device.ts';
import { Button } from '../../components/button.tsx';
import { Panel } from '../../components/panel.tsx';
import { Picker } from '../../components/picker.tsx';
import { ProgressBar } from '../../components/progress-bar.tsx';
import { useSpaces } from '../../state/queries.ts';
import { campaignPhase } from '../measure/campaign-state.ts';
import { CheckSteps, type Step } from './check-steps.tsx';
import { RemedyHelp } from './remedy-card.tsx';
import type { SetupStep } from './setup-steps.ts';
import { checkSteps } from './smoke-test.tsx';
import type { DeviceCheck } from './use-device-check.ts';
import type { Setup } from './use-setup.ts';
import './setup-panel.css';

/** Whose signature sets come first: cells of a second each, whatever the device. */
const usualSpace = 'nas-bench-201';

type SetupPanelProps = {
  device: DeviceSummary;
  steps: readonly SetupStep[];
  setup: Setup;
  check: DeviceCheck;
  /** Why the check can't be run now. */
  checkOff: string | undefined;
  onCheck: () => void;
  campaign: Campaign | undefined;
  onExport: () => void;
  onClose: () => void;
};

/** The way of a new device to its profile: what happens, why it waits, what to do. It can be left at any time. */
export function SetupPanel({ device, steps, setup, check, checkOff, onCheck, campaign, onExport, onClose }: SetupPanelProps) {
  const isDone = steps.every(({ status }) => status === 'passed');
  return (
    <Panel
      title="Set up"
      note="can be left at any time, and goes on where it was"
      tools={
        <Button small kind="quiet" onClick={onClose}>
          {isDone ? 'Done' : 'Later'}
        </Button>
      }
    >
      <CheckSteps steps={steps.map(withContent)} />
    </Panel>
  );

  function withContent({ key, ...step }: SetupStep): Step {
    switch (key) {
      case 'allowed':
        return step.status === 'waiting' ? { ...step, content: <RemedyHelp device={device} /> } : step;
      case 'described':
        return step;
      case 'checked':
        return { ...step, content: checkContent(step) };
      case 'measured':
        return { ...step, content: <MeasureStep step={step} setup={setup} campaign={campaign} /> };
      case 'saved':
        return {
          ...step,
          content: (
            <div className="setup-actions">
              {step.status === 'failed' && (
                <Button small onClick={setup.save}>
                  Try again
                </Button>
              )}
              {step.status === 'passed' && (
                <Button small icon={Download} onClick={onExport}>
                  Export profile
                </Button>
              )}
            </div>
          ),
        };
    }
  }

  function checkContent({ status }: Step) {
    if (status === 'running') return <CheckSteps steps={checkSteps(check)} inside />;
    if (status !== 'failed') return undefined;
    return (
      <>
        {check.steps.length > 0 && <CheckSteps steps={checkSteps(check)} inside />}
        <div className="setup-actions">
          <Button small off={checkOff} onClick={onCheck}>
            Check again
          </Button>
        </div>
      </>
    );
  }
}

function MeasureStep({ step, setup, campaign }: { step: Step; setup: Setup; campaign: Campaign | undefined }) {
  const spaces = useSpaces();
  const [chosen, setChosen] = useState<string | null>(null);
  const spaceId = chosen ?? campaign?.spaceId ?? usualSpace;
  if (step.status === 'next' || step.status === 'passed') return null;
  const phase = campaign === undefined || campaign.state === 'cancelled' ? 'none' : campaignPhase(campaign);
  if (campaign !== undefined && (phase === 'running' || phase === 'waiting' || phase === 'away')) {
    return (
      <div className="setup-actions">
        <ProgressBar share={campaign.total === 0 ? 0 : campaign.done / campaign.total} label="Signature" waiting={phase !== 'running'} />
        <Button small kind="quiet" href={`/measure?campaign=${encodeURIComponent(campaign.id)}`}>
          Look at it
        </Button>
      </div>
    );
  }
  return (
    <div className="setup-actions">
      {phase === 'none' && (
        <Picker
          label="Space"
          value={spaceId}
          options={(spaces.data ?? []).map((space) => ({ value: space.id, label: space.title }))}
          onChange={setChosen}
        />
      )}
      <Button
        small
        icon={phase === 'none' ? Gauge : Play}
        working={setup.isStarting}
        workingLabel="Starting…"
        onClick={() => setup.measure(spaceId)}
      >
        {phase === 'none' ? 'Measure the signature' : 'Go on'}
      </Button>
    </div>
  );
}
