import { withoutPhones } from '../devices/adb/adb-bench.ts';
import { needsBoard } from '../fakes/board/needs-board.ts';
import { runFaultCampaigns } from './faults/fault-campaigns.ts';
import { measureFleet } from './faults/fleet.ts';
import type { SoakProperty } from './soak-property.ts';

/** As many as two processors keep busy: campaigns mostly wait. */
const stations = { phones: 3, boards: 2 };

/** For node:test's `skip` option. */
export const withoutFakeDevices: string | false = withoutPhones() || needsBoard();

/** Whatever happens to a device in a campaign: nothing is lost, measured twice, left changed or waited for without end. */
const campaigns: SoakProperty = {
  name: 'campaigns with a fault each',
  testedInputs: 20,
  soakInputs: 200,
  check: (count) => runFaultCampaigns(count, stations),
};

/** Every fifth device is a board. */
const fleet: SoakProperty = {
  name: 'devices measured at once by one lab',
  testedInputs: 5,
  soakInputs: 25,
  check: (count) => measureFleet(count - Math.floor(count / 5), Math.floor(count / 5)),
};

export const faultProperties: readonly SoakProperty[] = withoutFakeDevices === false ? [campaigns, fleet] : [];
