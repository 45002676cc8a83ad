import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';

/** What is read of a package.json. */
export interface PackageManifest {
  readonly name: string;
  readonly version: string;
  readonly license?: string;
  readonly author?: string | { readonly name: string };
  readonly dependencies?: Readonly<Record<string, string>>;
}

export interface InstalledPackage {
  readonly folder: string;
  readonly manifest: PackageManifest;
}

/** Dependencies that only serve the installation of a package, or native parts that are not built. */
const installationOnly: ReadonlyMap<string, readonly string[]> = new Map([
  ['onnxruntime-node', ['adm-zip', 'global-agent']],
  ['ssh2', ['cpu-features', 'nan']],
]);

/** Production dependencies that the program never loads, by name. */
export function unusedPackages(root: string): string[] {
  const direct = Object.keys(readManifest(root).dependencies ?? {});
  const used = new Set(installedPackages(root, direct).map(({ manifest }) => manifest.name));
  const forInstallation = installedPackages(root, [...installationOnly.values()].flat()).map(({ manifest }) => manifest.name);
  return [...new Set(forInstallation)].filter((name) => !used.has(name));
}

/** The named packages and all that the program needs of what they depend on, each version once; optional ones that are absent are left out. */
export function installedPackages(root: string, names: readonly string[]): InstalledPackage[] {
  const found = new Map<string, InstalledPackage>();
  const visit = (name: string, from: string): void => {
    const folder = packageFolder(name, from);
    if (folder === null || found.has(folder)) return;
    const manifest = readManifest(folder);
    found.set(folder, { folder, manifest });
    const skipped = installationOnly.get(name) ?? [];
    for (const dependency of Object.keys(manifest.dependencies ?? {})) if (!skipped.includes(dependency)) visit(dependency, folder);
  };
  for (const name of names) visit(name, root);
  return [...found.values()];
}

export function readManifest(folder: string): PackageManifest {
  return JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as PackageManifest;
}

/** Where Node.js would find it from `from`; packages need not export their package.json. */
function packageFolder(name: string, from: string): string | null {
  const places = createRequire(join(from, 'package.json')).resolve.paths(name) ?? [];
  return places.map((place) => join(place, name)).find((place) => existsSync(join(place, 'package.json'))) ?? null;
}
