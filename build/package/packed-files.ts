import { packageTargets, type PackageTarget } from './package-target.ts';

const nativeFolder = 'node_modules/onnxruntime-node/bin/napi-v6';

/** The library that the runner of phones and ARM boards is pushed with, whatever computer the lab runs on. */
const deviceLibrary: PackageTarget = 'linux-arm64';

/** Files that lie beside the archive: the system's loader opens them, or they are sent to devices as they are. */
export const unpackedFiles = ['node_modules/onnxruntime-node/bin/**', 'resources/runner/bundles/**'];

/** Patterns of what goes into the package, in electron-builder's order: a later one wins. `unusedPackages`: production dependencies to leave out. */
export function packedFiles(target: PackageTarget, unusedPackages: readonly string[]): string[] {
  return [
    'out/{main,preload,renderer}/**',
    'package.json',
    'resources/**',
    '!resources/runner/{source,include,README.md}',
    '!resources/runner/{source,include}/**',
    ...(target === 'linux-x64' ? [] : ['!resources/runner/bundles/linux-x64', '!resources/runner/bundles/linux-x64/**']),
    ...packageTargets.filter((other) => other !== target).map(withoutNatives),
    '!node_modules/onnxruntime-node/script/**',
    ...unusedPackages.map((name) => `!node_modules/${name}/**`),
    '!**/*.{map,md,markdown,ts,mts,cts,flow,c,cc,h}',
    '!node_modules/**/{test,tests,__tests__,example,examples,benchmark,.github}/**',
  ];
}

function withoutNatives(other: PackageTarget): string {
  const folder = `!${nativeFolder}/${other.replace('-', '/')}`;
  return other === deviceLibrary ? `${folder}/onnxruntime_binding.node` : `${folder}/**`;
}
