/** What the cost of searching for n devices follows from; the letters are those of Lu et al. 2022. */
export interface CostAssumptions {
  /** n */
  readonly devices: number;
  /** c_L: measuring what a latency predictor of one device is trained on. */
  readonly latencyHours: number;
  /** c_K: measuring what a proxy's predictor is adapted to one device with. */
  readonly adaptationHours: number;
  /** c_A: building the accuracy predictor. */
  readonly accuracyHours: number;
  /** Training the network that all others are cut from. */
  readonly supernetHours: number;
}

export interface ApproachCost {
  readonly approach: string;
  /** Machine-hours, by the letters of `CostAssumptions`; S is the supernet. */
  readonly formula: string;
  /** Where the formula or its constants are published. */
  readonly source: string;
  readonly devices: number;
  readonly hours: number;
  /** Of these, hours at which a device measures; null where the publication does not tell them apart. */
  readonly deviceHours: number | null;
}

/** Machine-hours of per-device search as published, and of one proxy device. */
export function machineHours({ devices, latencyHours, adaptationHours, accuracyHours, supernetHours }: CostAssumptions): ApproachCost[] {
  const once = supernetHours + accuracyHours;
  const each = latencyHours * devices;
  const adapted = latencyHours + adaptationHours * (devices - 1);
  const own = (hours: number, deviceHours: number | null) => ({ devices, hours, deviceHours });
  return [
    { approach: 'MNasNet', formula: '6912 n', source: published('Tan et al., CVPR 2019'), ...own(6912 * devices, null) },
    { approach: 'FBNet', formula: '216 n', source: published('Wu et al., CVPR 2019'), ...own(216 * devices, null) },
    { approach: 'ProxylessNAS', formula: '(200 + c_L) n', source: published('Cai et al., ICLR 2019'), ...own(200 * devices + each, each) },
    { approach: 'once-for-all', formula: 'S + c_A + c_L n', source: published('Cai et al., ICLR 2020'), ...own(once + each, each) },
    { approach: 'one proxy, adapted', formula: 'S + c_A + c_L + c_K (n − 1)', source: 'this lab', ...own(once + adapted, adapted) },
    { approach: 'one proxy as it is', formula: 'S + c_A + c_L', source: proxySource, ...own(once + latencyHours, latencyHours) },
  ];
}

const proxySource = 'Lu et al., SIGMETRICS 2022: O(1)';

function published(where: string): string {
  return `${where}; constants as in Lu et al., SIGMETRICS 2022`;
}
