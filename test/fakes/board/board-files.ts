/** What the fake board's kernel and tools say: an Orin Nano as its own texts have it, values made up. */
const processors = 2;

export const cpuInfo = Array.from(
  { length: processors },
  (_, processor) => `processor\t: ${processor}
BogoMIPS\t: 62.50
Features\t: fp asimd evtstrm aes pmull sha1 sha2 crc32 atomics fphp asimdhp cpuid asimdrdm lrcpc dcpop asimddp
CPU implementer\t: 0x41
CPU architecture: 8
CPU variant\t: 0x0
CPU part\t: 0xd42
CPU revision\t: 1

`,
).join('');

/** /proc/meminfo of 8 GB. */
export function memoryInfo(availableBytes: number): string {
  const availableKb = Math.round(availableBytes / 1024);
  return `MemTotal:        7665920 kB\nMemFree:         ${Math.round(availableKb / 2)} kB\nMemAvailable:    ${availableKb} kB\n`;
}

/** Below /sys. The kernel's device tree stands here as well, where /proc cannot be made up. */
export const sysFiles: Readonly<Record<string, string>> = {
  'firmware/devicetree/base/model': 'NVIDIA Jetson Orin Nano Engineering Reference Developer Kit Super\0',
  ...Object.fromEntries(['online', 'possible', 'present'].map((name) => [`devices/system/cpu/${name}`, `0-${processors - 1}\n`])),
  'devices/system/cpu/kernel_max': '11\n',
  'devices/system/cpu/cpufreq/policy0/related_cpus': '0 1\n',
  'devices/system/cpu/cpufreq/policy0/scaling_governor': 'schedutil\n',
  'devices/system/cpu/cpufreq/policy0/cpuinfo_min_freq': '115200\n',
  'devices/system/cpu/cpufreq/policy0/cpuinfo_max_freq': '1728000\n',
  'devices/system/cpu/cpufreq/policy0/scaling_max_freq': '1344000\n',
  'devices/system/cpu/cpufreq/policy0/scaling_cur_freq': '960000\n',
  'class/thermal/thermal_zone0/type': 'cpu-thermal\n',
  'class/thermal/thermal_zone0/temp': '45812\n',
  'class/thermal/thermal_zone1/type': 'gpu-thermal\n',
  'class/thermal/thermal_zone1/temp': '-256000\n',
  'class/hwmon/hwmon0/name': 'pwmfan\n',
  'class/hwmon/hwmon1/name': 'ina3221\n',
  'class/hwmon/hwmon1/in1_label': 'VDD_IN\n',
  'class/hwmon/hwmon1/in1_input': '5032\n',
  'class/hwmon/hwmon1/curr1_input': '712\n',
  'class/hwmon/hwmon1/in2_label': 'VDD_CPU_GPU_CV\n',
  'class/hwmon/hwmon1/in2_input': '5032\n',
  'class/hwmon/hwmon1/curr2_input': '104\n',
  'class/hwmon/hwmon1/in3_label': 'VDD_SOC\n',
  'class/hwmon/hwmon1/in3_input': '5024\n',
  'class/hwmon/hwmon1/curr3_input': '224\n',
  // A channel without a label is not connected; the seventh sums up others.
  'class/hwmon/hwmon1/in4_input': '0\n',
  'class/hwmon/hwmon1/curr4_input': '0\n',
};

export const etcFiles: Readonly<Record<string, string>> = {
  group: 'root:x:0:\nnvidia:x:1000:\n',
  'nsswitch.conf': 'passwd: files\ngroup: files\nshadow: files\nhosts: files\n',
  hosts: '127.0.0.1 localhost\n',
  'os-release': 'PRETTY_NAME="Ubuntu 22.04.5 LTS"\nNAME="Ubuntu"\n',
  nv_tegra_release: '# R36 (release), REVISION: 4.4, GCID: 41062509, BOARD: generic, EABI: aarch64, DATE: Mon Jun 16 16:07:13 UTC 2025\n',
};

const tegrastatsLine =
  'RAM 2850/7486MB (lfb 33x4MB) SWAP 0/3743MB (cached 0MB) CPU [2%@729,off] EMC_FREQ 5%@665 GR3D_FREQ 0%@[305] APE 200 cpu@45.812C gpu@-256C tj@46.843C VDD_IN 3582mW/3582mW VDD_CPU_GPU_CV 523mW/523mW VDD_SOC 1127mW/1127mW';

/** Below /usr/local/bin: each prints what the tool of that name prints, and garbage while there is a file of garbage. */
export const tools: Readonly<Record<string, string>> = {
  uname: script('if [ "$1" = -m ]; then echo aarch64; else exec /usr/bin/uname "$@"; fi'),
  getconf: script('if [ "$1" = GNU_LIBC_VERSION ]; then echo "glibc 2.35"; else exec /usr/bin/getconf "$@"; fi'),
  nvpmodel: script('echo "NV Power Mode: $(cat /opt/board/power-mode)"; echo 1'),
  jetson_clocks: script('echo "Error: jetson_clocks needs to be run as root" >&2; exit 1'),
  tegrastats: script(`while echo "$(date '+%m-%d-%Y %H:%M:%S') ${tegrastatsLine}"; do sleep 1; done`),
};

function script(commands: string): string {
  return `#!/bin/sh\n[ -e /opt/board/garbage ] && exec cat /opt/board/garbage\n${commands}\n`;
}
