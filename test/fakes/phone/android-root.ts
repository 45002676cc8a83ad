import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** What a fake phone claims to be. */
export interface PhoneModel {
  readonly properties: Readonly<Record<string, string>>;
  /** One a cpufreq policy: how many cores, their `CPU part`, clocks in kHz. */
  readonly clusters: readonly { readonly cores: number; readonly part: string; readonly minimumKhz: number; readonly maximumKhz: number }[];
}

export const pixel: PhoneModel = {
  properties: {
    'ro.product.manufacturer': 'Google',
    'ro.product.model': 'Pixel 8 Pro',
    'ro.product.name': 'husky',
    'ro.product.device': 'husky',
    'ro.soc.manufacturer': 'Google',
    'ro.soc.model': 'Tensor G3',
    'ro.board.platform': 'zuma',
    'ro.product.cpu.abilist': 'arm64-v8a',
    'ro.build.version.release': '14',
    'ro.build.version.sdk': '34',
    'ro.build.fingerprint': 'google/husky/husky:14/UQ1A.240105.004/11206848:user/release-keys',
    'sys.boot_completed': '1',
  },
  clusters: [
    { cores: 4, part: '0xd46', minimumKhz: 324_000, maximumKhz: 1_704_000 },
    { cores: 4, part: '0xd4d', minimumKhz: 402_000, maximumKhz: 2_367_000 },
    { cores: 1, part: '0xd4e', minimumKhz: 500_000, maximumKhz: 2_914_000 },
  ],
};

/** What scripts of the phone read and write: /mnt/fake in it. */
export const stateFolder = 'state';

/** Lays out a phone's files in `root`: Android's shell and tools, what the kernel tells, and the programs that tell of the phone's state. */
export function layOutAndroid(root: string, model: PhoneModel, serial: string): void {
  const write = (path: string, text: string, mode = 0o644): void => {
    const file = join(root, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
    chmodSync(file, mode);
  };
  const script = (name: string, text: string): void => write(`system/bin/${name}`, `#!/system/bin/sh\n${text}\n`, 0o755);
  for (const folder of ['data/local/tmp', 'system/bin', 'system/lib', stateFolder]) mkdirSync(join(root, folder), { recursive: true });

  const ownTools = new Set(['sh', 'getprop', 'uname', 'getconf']);
  const tools = execFileSync('toybox', { encoding: 'utf8' }).trim().split(/\s+/);
  for (const tool of tools) if (!ownTools.has(tool)) symlinkSync('/usr/bin/toybox', join(root, 'system/bin', tool));
  symlinkSync('/usr/bin/mksh', join(root, 'system/bin/sh'));

  const properties = { ...model.properties, 'ro.serialno': serial };
  write(
    'system/build.prop',
    Object.entries(properties)
      .map(([name, value]) => `${name}=${value}\n`)
      .join(''),
  );
  script('getprop', getprop);
  script('uname', 'case $1 in -m) echo aarch64;; *) echo Linux;; esac');
  script('dumpsys', 'cat "/mnt/fake/dumpsys-$1" 2>/dev/null || { echo "Can\'t find service: $1"; exit 1; }');
  script('settings', settings);
  script('svc', svc);
  script('cmd', cmd);
  write('etc/passwd', 'root:x:0:0::/:/system/bin/sh\nshell:x:2000:2000::/:/system/bin/sh\n');
  write('etc/group', 'root:x:0:\nshell:x:2000:\n');

  const cores = model.clusters.flatMap((cluster) => Array.from({ length: cluster.cores }, () => cluster));
  write('proc/cpuinfo', cores.map(({ part }, core) => cpuInfo(core, part)).join('\n'));
  for (const list of ['online', 'possible', 'present']) write(`sys/devices/system/cpu/${list}`, `0-${cores.length - 1}\n`);
  write('sys/devices/system/cpu/kernel_max', '31\n');
  let first = 0;
  for (const { cores: count, minimumKhz, maximumKhz } of model.clusters) {
    const folder = `sys/devices/system/cpu/cpufreq/policy${first}`;
    write(`${folder}/related_cpus`, `${Array.from({ length: count }, (_, core) => first + core).join(' ')}\n`);
    write(`${folder}/scaling_governor`, 'sched_pixel\n');
    for (const kind of ['cpuinfo', 'scaling']) write(`${folder}/${kind}_min_freq`, `${minimumKhz}\n`);
    for (const name of ['cpuinfo_max_freq', 'scaling_max_freq', 'scaling_cur_freq']) write(`${folder}/${name}`, `${maximumKhz}\n`);
    first += count;
  }
  write('sys/class/thermal/thermal_zone0/type', 'BIG\n');
  write('sys/class/thermal/thermal_zone1/type', 'battery\n');
  write('sys/class/thermal/thermal_zone1/temp', '30900\n');
  write(`${stateFolder}/stay_on_while_plugged_in`, '0\n');
  write(`${stateFolder}/fixed-performance`, 'false\n');
  write(`${stateFolder}/dumpsys-battery`, dumpsysBattery);
  setHeat(root, 36, 0);
  setBatteryPower(root, { status: 'Full', isFed: true, voltage: 4_312_000, current: 1000 });
}

/** Temperature of the processor, and Android's thermal status 0 … 6. */
export function setHeat(root: string, tempC: number, status: number): void {
  writeFileSync(join(root, 'sys/class/thermal/thermal_zone0/temp'), `${tempC * 1000}\n`);
  writeFileSync(join(root, stateFolder, 'dumpsys-thermalservice'), dumpsysThermal(tempC, status));
}

/** Of a battery, in the units and with the sign of its maker. */
export interface BatteryPower {
  readonly status: 'Charging' | 'Discharging' | 'Full';
  readonly isFed: boolean;
  readonly voltage: number;
  readonly current: number;
}

export function setBatteryPower(root: string, { status, isFed, voltage, current }: BatteryPower): void {
  const files = { 'battery/status': status, 'battery/voltage_now': voltage, 'battery/current_now': current, 'usb/online': Number(isFed) };
  for (const [name, value] of Object.entries(files)) {
    const file = join(root, 'sys/class/power_supply', name);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, `${value}\n`);
  }
}

/** `scaling_max_freq` of the last cluster, which is the fastest. */
export function setClockLimit(root: string, { clusters }: PhoneModel, clockKhz: number | null): void {
  const first = clusters.slice(0, -1).reduce((sum, { cores }) => sum + cores, 0);
  const file = join(root, `sys/devices/system/cpu/cpufreq/policy${first}/scaling_max_freq`);
  writeFileSync(file, `${clockKhz ?? clusters.at(-1)!.maximumKhz}\n`);
}

function cpuInfo(core: number, part: string): string {
  const features = 'fp asimd evtstrm aes pmull sha1 sha2 crc32 atomics fphp asimdhp cpuid asimdrdm asimddp i8mm bf16';
  return `processor\t: ${core}\nBogoMIPS\t: 49.15\nFeatures\t: ${features}\nCPU implementer\t: 0x41\nCPU architecture: 8\nCPU variant\t: 0x1\nCPU part\t: ${part}\nCPU revision\t: 1\n`;
}

const getprop = `if [ -z "$1" ]; then
  while IFS='=' read -r name value; do echo "[$name]: [$value]"; done </system/build.prop
else
  while IFS='=' read -r name value; do [ "$name" = "$1" ] && { echo "$value"; exit 0; }; done </system/build.prop
  echo "$2"
fi`;

const settings = `file=/mnt/fake/$3
case $1 in
  get) cat "$file" 2>/dev/null || echo null;;
  put) echo "$4" >"$file";;
  delete) rm -f "$file"; echo 'Deleted 1 rows';;
  *) exit 255;;
esac`;

const svc = `[ "$1 $2" = 'power stayon' ] || exit 1
case $3 in true) echo 15;; false) echo 0;; *) exit 1;; esac >/mnt/fake/stay_on_while_plugged_in`;

const cmd = `[ "$1 $2" = 'power set-fixed-performance-mode-enabled' ] && { echo "$3" >/mnt/fake/fixed-performance || exit 255; exit 0; }
echo "cmd: Can't find service: $1" >&2; exit 20`;

const dumpsysBattery = `Current Battery Service state:
  AC powered: false
  USB powered: true
  Wireless powered: false
  Max charging current: 500000
  status: 5
  health: 2
  present: true
  level: 97
  scale: 100
  voltage: 4312
  temperature: 309
  technology: Li-ion
`;

function dumpsysThermal(tempC: number, status: number): string {
  return `IsStatusOverride: false
ThermalEventListeners:
	callbacks: 4
Thermal Status: ${status}
Cached temperatures:
	Temperature{mValue=84.2, mType=0, mName=CPU, mStatus=0}
HAL Ready: true
Current temperatures from HAL:
	Temperature{mValue=${tempC.toFixed(1)}, mType=0, mName=BIG, mStatus=${status}}
	Temperature{mValue=31.0, mType=3, mName=VIRTUAL-SKIN, mStatus=0}
Current cooling devices from HAL:
	CoolingDevice{mValue=0, mType=2, mName=cpu0}
`;
}
