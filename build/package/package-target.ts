/** What ONNX Runtime has native files for, by Node.js' names: nothing else can be packed. */
export const packageTargets = ['linux-x64', 'linux-arm64', 'darwin-arm64', 'win32-x64', 'win32-arm64'] as const;

export type PackageTarget = (typeof packageTargets)[number];

export function isPackageTarget(name: string): name is PackageTarget {
  return packageTargets.some((target) => target === name);
}
