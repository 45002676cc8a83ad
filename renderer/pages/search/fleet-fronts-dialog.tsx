import type { FleetResult, FrontPoint } from '../../../preload/contract/search.ts';
import { ChartFrame } from '../../charts/chart-frame.tsx';
import { FrontLines } from '../../charts/front-lines.tsx';
import { Dialog } from '../../components/dialog.tsx';
import { fleetTable } from './fleet-words.ts';

type FleetFrontsDialogProps = {
  fleet: FleetResult;
  proxyFront: readonly FrontPoint[];
  /** The device whose front the page shows. */
  shown: string;
  limitMs: number;
  onClose: () => void;
};

/** The fronts of all devices and of their proxy in one chart; as a table, how far each of them can be trusted. */
export function FleetFrontsDialog({ fleet, proxyFront, shown, limitMs, onClose }: FleetFrontsDialogProps) {
  const { proxy, devices, search } = fleet;
  const lines = [{ target: `${proxy}, proxy`, of: proxy, front: proxyFront }, ...devices.map((one) => ({ ...one, of: one.target }))];
  return (
    <Dialog opened onClose={onClose} title="Fronts of the fleet" width={900}>
      <div className="search-fleet-chart">
        <ChartFrame
          grow
          title="Accuracy against latency on each device"
          table={fleetTable(fleet, limitMs)}
          source={`one search over ${search.spaceId} on ${proxy}, table ${fleet.table}; ${search.accuracyStatement}`}
        >
          <FrontLines
            label="Fronts"
            lines={lines.map(({ target, of, front }) => ({ name: target, front, isShown: of === shown }))}
            titleX="latency on each device, ms"
            titleY={search.accuracyTitle}
          />
        </ChartFrame>
      </div>
    </Dialog>
  );
}
