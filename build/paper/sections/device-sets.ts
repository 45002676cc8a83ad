/** Sources and targets of a published protocol, and what it was published to give: SRCC over all architectures from 20 samples. */
export interface DeviceSet {
  readonly id: string;
  readonly spaceId: 'nas-bench-201' | 'fbnet';
  readonly sources: readonly string[];
  readonly targets: readonly string[];
  readonly published: { readonly HELP: number; readonly MultiPredict: number; readonly NASFLAT: number };
  /** Of the prototype in Python; K → SRCC. */
  readonly prototype: Readonly<Record<number, number>>;
}

/**
 * The device sets of MultiPredict (Akhauri and Abdelfattah, AutoML 2023) and NASFLAT (the same, MLSys 2024); ND and FD are HELP's own (Lee et al.,
 * NeurIPS 2021). Devices are columns of HELP's tables; `eagle_…` are those of BRP-NAS's Eagle in OneProxy's table, and where it has none
 * (Snapdragon 675) the name is what is missing.
 */
export const deviceSets: readonly DeviceSet[] = [
  {
    id: 'ND',
    spaceId: 'nas-bench-201',
    sources: words('1080ti_1 1080ti_32 1080ti_256 silver_4114 silver_4210r samsung_a50 pixel3 essential_ph_1 samsung_s7'),
    targets: words('titan_rtx_256 gold_6226 fpga pixel2 raspi4 eyeriss'),
    published: { HELP: 0.948, MultiPredict: 0.93, NASFLAT: 0.959 },
    prototype: { 10: 0.961, 20: 0.969 },
  },
  {
    id: 'N1',
    spaceId: 'nas-bench-201',
    sources: words('eagle_tpu eyeriss eagle_gpu_675 eagle_gpu_855 pixel3'),
    targets: words('1080ti_1 titan_rtx_32 titanxp_1 2080ti_32 titan_rtx_1'),
    published: { HELP: 0.41, MultiPredict: 0.82, NASFLAT: 0.893 },
    prototype: { 10: 0.974, 20: 0.982 },
  },
  {
    id: 'N2',
    spaceId: 'nas-bench-201',
    sources: words('1080ti_1 1080ti_32 titanx_32 titanxp_1 titanxp_32'),
    targets: words('eagle_jetson_16 eagle_tpu eagle_dsp_675 eagle_dsp_855 pixel3'),
    published: { HELP: 0.604, MultiPredict: 0.907, NASFLAT: 0.967 },
    prototype: { 10: 0.941, 20: 0.953 },
  },
  {
    id: 'N3',
    spaceId: 'nas-bench-201',
    sources: words('eagle_gtx eagle_jetson_16 eyeriss eagle_dsp_675 eagle_gpu_855'),
    targets: words('1080ti_1 2080ti_1 titanxp_1 2080ti_32 titanxp_32'),
    published: { HELP: 0.509, MultiPredict: 0.757, NASFLAT: 0.857 },
    prototype: { 10: 0.973, 20: 0.977 },
  },
  {
    id: 'NA',
    spaceId: 'nas-bench-201',
    sources: words(
      'titan_rtx_1 titan_rtx_32 titanxp_1 titanxp_32 titanx_1 titanx_32 1080ti_1 1080ti_32 2080ti_1 2080ti_32 gold_6226 ' +
        'gold_6240 silver_4114 silver_4210r samsung_s7 samsung_a50 pixel2',
    ),
    targets: words('eyeriss eagle_gtx eagle_tpu'),
    published: { HELP: 0.746, MultiPredict: 0.952, NASFLAT: 0.959 },
    prototype: { 10: 0.959, 20: 0.977 },
  },
  {
    id: 'FD',
    spaceId: 'fbnet',
    sources: words('1080ti_1 1080ti_32 1080ti_64 silver_4114 silver_4210r samsung_a50 pixel3 essential_ph_1 samsung_s7'),
    targets: words('fpga raspi4 eyeriss'),
    published: { HELP: 0.91, MultiPredict: 0.96, NASFLAT: 0.961 },
    prototype: { 10: 0.974, 20: 0.989 },
  },
  {
    id: 'F1',
    spaceId: 'fbnet',
    sources: words('2080ti_1 essential_ph_1 silver_4114 titan_rtx_1 titan_rtx_32'),
    targets: words('eyeriss fpga raspi4 samsung_a50 samsung_s7'),
    published: { HELP: 0.37, MultiPredict: 0.45, NASFLAT: 0.577 },
    prototype: { 10: 0.89, 20: 0.901 },
  },
  {
    id: 'F2',
    spaceId: 'fbnet',
    sources: words('essential_ph_1 gold_6226 gold_6240 pixel3 raspi4'),
    targets: words('1080ti_1 1080ti_32 2080ti_32 titan_rtx_1 titanxp_1'),
    published: { HELP: 0.793, MultiPredict: 0.756, NASFLAT: 0.809 },
    prototype: { 10: 0.95, 20: 0.968 },
  },
  {
    id: 'F3',
    spaceId: 'fbnet',
    sources: words('essential_ph_1 pixel2 pixel3 raspi4 samsung_s7'),
    targets: words('1080ti_1 1080ti_32 2080ti_1 titan_rtx_1 titan_rtx_32'),
    published: { HELP: 0.543, MultiPredict: 0.567, NASFLAT: 0.871 },
    prototype: { 10: 0.954, 20: 0.965 },
  },
  {
    id: 'F4',
    spaceId: 'fbnet',
    sources: words('1080ti_64 2080ti_1 eyeriss gold_6226 gold_6240 raspi4 samsung_s7 silver_4210r titan_rtx_1 titan_rtx_32'),
    targets: words('1080ti_1 pixel2 essential_ph_1'),
    // oxlint-disable-next-line oxc/approx-constant -- it is no logarithm
    published: { HELP: 0.413, MultiPredict: 0.434, NASFLAT: 0.814 },
    prototype: { 10: 0.803, 20: 0.8 },
  },
  {
    id: 'FA',
    spaceId: 'fbnet',
    sources: words(
      '1080ti_1 1080ti_32 1080ti_64 2080ti_1 2080ti_32 2080ti_64 titan_rtx_1 titan_rtx_32 titan_rtx_64 titanx_1 titanx_32 ' +
        'titanx_64 titanxp_1 titanxp_32 titanxp_64',
    ),
    targets: words('gold_6226 essential_ph_1 samsung_s7 pixel2'),
    published: { HELP: 0.799, MultiPredict: 0.763, NASFLAT: 0.734 },
    prototype: { 10: 0.757, 20: 0.775 },
  },
];

function words(text: string): string[] {
  return text.split(' ');
}
