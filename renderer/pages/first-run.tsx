import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Monitor, Play, ShieldCheck, Smartphone, type LucideIcon } from 'lucide-react';
import { useEffect, type ReactNode } from 'react';
import { Link, useLocation } from 'wouter';
import { Button } from '../components/button.tsx';
import { ErrorPanel } from '../components/error-panel.tsx';
import { Icon } from '../components/icon.tsx';
import { guideAddress } from '../frame/guide-chapters.ts';
import { tourSteps } from '../frame/tour-steps.ts';
import { useDevices } from '../state/devices.tsx';
import { useLab } from '../state/lab-context.ts';
import { showTourStep } from '../state/tour.ts';
import { IdeaDrawing } from './first-run/idea-drawing.tsx';
import '../components/panel.css';
import './first-run.css';

/** What this is, and three ways to begin. */
export function FirstRunPage() {
  useEffect(() => {
    document.title = 'Welcome · ProxyLab';
  }, []);
  return (
    <div className="first-run">
      <div>
        <h1>
          Profile one device well,
          <br />
          and every other with a handful of measurements.
        </h1>
        <IdeaDrawing />
        <div className="first-run-ways">
          <LookAround />
          <PlugIn />
          <ThisComputer />
        </div>
        <p className="first-run-foot secondary">
          <Icon of={ShieldCheck} size={14} /> Works offline. No account, no telemetry. The lab is one folder on this computer.{' '}
          <Link href={guideAddress('first-steps')}>The guide</Link>
        </p>
      </div>
    </div>
  );
}

function Way({
  icon,
  title,
  first = false,
  text,
  children,
}: {
  icon: LucideIcon;
  title: string;
  first?: boolean;
  text: string;
  children: ReactNode;
}) {
  return (
    <section className={`panel first-run-way${first ? ' first-run-first' : ''}`} aria-label={title}>
      <h2>
        <span className={first ? 'tone-accent' : 'tone-muted'}>
          <Icon of={icon} />
        </span>
        {title}
      </h2>
      <p className="secondary">{text}</p>
      <div className="first-run-actions">{children}</div>
    </section>
  );
}

function LookAround() {
  const lab = useLab();
  const queries = useQueryClient();
  const [, navigate] = useLocation();
  const opening = useMutation({
    mutationFn: () => lab.tables.importSample(),
    onSuccess: async () => {
      await Promise.all([['tables'], ['lab']].map((queryKey) => queries.invalidateQueries({ queryKey })));
      showTourStep(0);
      navigate(tourSteps(undefined)[0]!.address);
    },
  });
  return (
    <Way
      icon={Play}
      title="Look around first"
      first
      text="A sample: one computer under four settings, 120 architectures. Nothing to plug in, about three minutes."
    >
      <Button kind="primary" working={opening.isPending} workingLabel="Opening…" onClick={() => opening.mutate()}>
        Open the sample lab
      </Button>
      {opening.error !== null && <ErrorPanel error={opening.error} inside />}
    </Way>
  );
}

function PlugIn() {
  const other = useDevices().data?.find(({ kind }) => kind !== 'local');
  return (
    <Way
      icon={Smartphone}
      title="Plug in a phone"
      text="Turn on USB debugging, connect the cable, tap Allow. The lab describes and checks it in half a minute."
    >
      {other === undefined ? (
        <Button off="Waiting for a device…">Set up</Button>
      ) : (
        <Button href={`/devices?${new URLSearchParams({ device: other.id, setup: 'on' }).toString()}`}>Set up {other.name}</Button>
      )}
      <Link href={guideAddress('usb-debugging')}>How?</Link>
    </Way>
  );
}

function ThisComputer() {
  const lab = useLab();
  const [, navigate] = useLocation();
  const starting = useMutation({ mutationFn: () => lab.demo.start({ quick: true }), onSuccess: () => navigate('/measure') });
  return (
    <Way
      icon={Monitor}
      title="Use this computer"
      text="Takes it in two settings for two devices, measures small networks and shows the whole way, from latencies to a front."
    >
      <Button working={starting.isPending} workingLabel="Starting…" onClick={() => starting.mutate()}>
        Run the demo, 4 min
      </Button>
      {starting.error !== null && <ErrorPanel error={starting.error} inside />}
    </Way>
  );
}
