import { posix } from 'node:path';

/**
 * The house's layers and what each may import, of this project and from outside. The first folder (or file) that a path begins with is its
 * layer. Dependencies point one way: a layer that is missing from a row may not be imported.
 */
interface Layer {
  readonly name: string;
  /** Folders end in a slash, files don't. */
  readonly paths: readonly string[];
  readonly mayImport: readonly string[];
  /** Packages and `node:` modules; `*` is any but the guarded ones. */
  readonly packages: readonly string[];
}

const everythingBelowServices = ['core', 'contract', 'formats', 'runtime', 'device interfaces', 'devices', 'bench', 'store', 'jobs'];

const layers: readonly Layer[] = [
  { name: 'core', paths: ['main/core/'], mayImport: [], packages: [] },
  { name: 'contract', paths: ['preload/contract/'], mayImport: [], packages: ['zod', '@orpc/contract'] },
  { name: 'formats', paths: ['main/formats/'], mayImport: ['core', 'contract'], packages: ['*'] },
  { name: 'runtime', paths: ['main/runtime/'], mayImport: ['core'], packages: ['*'] },
  { name: 'device interfaces', paths: ['main/devices/device.ts', 'main/devices/runner-protocol.ts'], mayImport: ['core'], packages: [] },
  { name: 'devices', paths: ['main/devices/'], mayImport: ['core', 'device interfaces'], packages: ['*'] },
  { name: 'bench', paths: ['main/bench/'], mayImport: ['core', 'device interfaces'], packages: ['*'] },
  { name: 'store', paths: ['main/store/'], mayImport: ['core'], packages: ['*', 'node:sqlite'] },
  { name: 'jobs', paths: ['main/jobs/'], mayImport: ['core'], packages: ['*'] },
  { name: 'services', paths: ['main/services/'], mayImport: [...everythingBelowServices, 'settings'], packages: ['*'] },
  {
    name: 'settings',
    paths: ['main/version.ts', 'main/lab-folder.ts', 'main/recent-labs.ts', 'main/served-address.ts', 'main/window-files.ts'],
    mayImport: [],
    packages: ['*'],
  },
  {
    name: 'lab',
    paths: ['main/lab.ts', 'main/lab-host.ts'],
    mayImport: [...everythingBelowServices, 'services', 'settings'],
    packages: ['*'],
  },
  { name: 'worker entry', paths: ['main/worker-thread.ts'], mayImport: ['services', 'jobs'], packages: [] },
  { name: 'serve', paths: ['main/serve.ts'], mayImport: ['lab', 'core', 'contract', 'settings'], packages: ['*'] },
  { name: 'commands', paths: ['main/commands/'], mayImport: ['serve', 'lab', 'core', 'contract', 'formats', 'settings'], packages: ['*'] },
  { name: 'terminal entry', paths: ['main/cli.ts'], mayImport: ['commands', 'lab', 'core', 'settings'], packages: ['*'] },
  { name: 'shell', paths: ['main/shell/'], mayImport: ['devices', 'core', 'contract', 'settings'], packages: ['*', 'electron'] },
  {
    name: 'desktop entries',
    paths: ['main/electron.ts', 'main/lab-process.ts', 'main/runner-process.ts'],
    mayImport: ['shell', 'lab', 'devices', 'core', 'settings'],
    packages: ['*', 'electron'],
  },
  { name: 'bridge', paths: ['preload/bridge.ts'], mayImport: [], packages: ['electron'] },
  { name: 'renderer', paths: ['renderer/'], mayImport: ['contract'], packages: ['*'] },
  {
    name: 'paper',
    paths: ['build/paper/'],
    mayImport: ['services', 'commands', 'jobs', 'formats', 'core', 'contract'],
    packages: ['*'],
  },
  {
    name: 'build',
    paths: ['build/', 'electron.vite.config.ts'],
    mayImport: ['formats', 'device interfaces', 'devices', 'core', 'contract', 'settings'],
    packages: ['*'],
  },
];

/** May only be imported where a row names them. */
const guardedPackages = ['electron', 'node:sqlite'];

/** Says why `file` may not import `specifier`, or null where it may. Paths are relative to the project, with forward slashes. */
export function forbiddenImport(file: string, specifier: string): string | null {
  const from = layerOf(file);
  if (from === undefined) return isTest(file) ? null : `${file} belongs to no layer: add it to the table in build/lint/layers.ts`;
  if (!specifier.startsWith('.')) return forbiddenPackage(from, specifier);
  const target = posix.normalize(posix.join(posix.dirname(file), specifier));
  if (target.startsWith('..')) return `${specifier} lies outside the project`;
  const to = layerOf(target);
  if (to === undefined) return isTest(target) ? `${from.name} may not import tests` : null; // package.json and assets
  if (to === from || from.mayImport.includes(to.name)) return null;
  return `${from.name} may not import ${to.name} (it may import: ${from.mayImport.join(', ') || 'nothing'})`;
}

function forbiddenPackage(from: Layer, specifier: string): string | null {
  const name = packageName(specifier);
  if (from.packages.includes(name)) return null;
  const guarded = guardedPackages.includes(name);
  if (from.packages.includes('*') && !guarded && !(from.name === 'renderer' && specifier.startsWith('node:'))) return null;
  return `${from.name} may not import ${name}`;
}

function packageName(specifier: string): string {
  if (specifier.startsWith('node:')) return specifier;
  return specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/');
}

function layerOf(file: string): Layer | undefined {
  // A file's own row comes before its folder's.
  return (
    layers.find((layer) => layer.paths.includes(file)) ??
    layers.find((layer) => layer.paths.some((path) => path.endsWith('/') && file.startsWith(path)))
  );
}

function isTest(file: string): boolean {
  return file.startsWith('test/');
}

interface ImportNode {
  readonly source?: { readonly type?: string; readonly value?: unknown } | null;
}

interface RuleContext {
  readonly filename: string;
  readonly cwd: string;
  report(problem: { readonly node: unknown; readonly message: string }): void;
}

function create(context: RuleContext): Record<string, (node: ImportNode) => void> {
  const file = context.filename.slice(context.cwd.length + 1).replaceAll('\\', '/');
  const check = (node: ImportNode): void => {
    if (typeof node.source?.value !== 'string') return;
    const message = forbiddenImport(file, node.source.value);
    if (message !== null) context.report({ node, message });
  };
  return {
    ImportDeclaration: check,
    ExportNamedDeclaration: check,
    ExportAllDeclaration: check,
    ImportExpression: check,
    TSImportType: check,
  };
}

/** Plugin for oxlint: the rule `proxylab/layers`. */
export default { meta: { name: 'proxylab' }, rules: { layers: { create } } };
