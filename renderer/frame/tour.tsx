import { X } from 'lucide-react';
import { useLocation } from 'wouter';
import { Button } from '../components/button.tsx';
import { IconButton } from '../components/icon-button.tsx';
import { useTables } from '../state/queries.ts';
import { showTourStep, useTourStep } from '../state/tour.ts';
import { tourSteps } from './tour-steps.ts';
import './tour.css';

/** A card beside the page that says what is to be seen on it; the page stays usable. */
export function Tour() {
  const step = useTourStep();
  const [, navigate] = useLocation();
  const tables = useTables();
  const steps = tourSteps(tables.data?.find(({ name }) => name === 'sample')?.columns[0]?.name);
  const shown = step === null ? undefined : steps[step];
  if (step === null || shown === undefined) return null;
  const go = (next: number): void => {
    showTourStep(next);
    navigate(steps[next]!.address);
  };
  return (
    <section className="tour" aria-label="Tour">
      <div className="tour-header">
        <h2 key={step} ref={focus} tabIndex={-1}>
          {shown.title}
        </h2>
        <IconButton icon={X} label="End the tour" onClick={() => showTourStep(null)} />
      </div>
      <p>{shown.text}</p>
      <div className="tour-actions">
        <span className="muted small">
          {step + 1} of {steps.length}
        </span>
        {step > 0 && (
          <Button small onClick={() => go(step - 1)}>
            Back
          </Button>
        )}
        {step < steps.length - 1 ? (
          <Button small kind="primary" onClick={() => go(step + 1)}>
            Next
          </Button>
        ) : (
          <Button small kind="primary" href="/measure?campaign=new" onClick={() => showTourStep(null)}>
            Measure a device
          </Button>
        )}
      </div>
    </section>
  );
}

/** A new step is read out, and the next Tab goes to its buttons. */
function focus(title: HTMLElement | null): void {
  title?.focus();
}
