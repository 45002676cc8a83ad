import { RotateCw, TriangleAlert } from 'lucide-react';
import type { DeviceFleet } from '../../../preload/contract/device.ts';
import { Button } from '../../components/button.tsx';
import { Icon } from '../../components/icon.tsx';

/** Why some devices can't be found at present, and what to do about it. */
export function Obstacles({ obstacles, onRetry }: { obstacles: DeviceFleet['obstacles']; onRetry: () => void }) {
  return obstacles.map(({ kind, message, remedy }) => (
    <section key={kind} className="device-obstacle" aria-label={message}>
      <span className="check-mark tone-warn">
        <Icon of={TriangleAlert} size={12} />
      </span>
      <div className="small">
        <p>{message}</p>
        <p className="secondary">{remedy}</p>
        <Button small kind="quiet" icon={RotateCw} onClick={onRetry}>
          Look again
        </Button>
      </div>
    </section>
  ));
}
