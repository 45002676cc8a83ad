import type { Configuration } from 'electron-builder';
import { appId } from '../../main/version.ts';
import { packedFiles, unpackedFiles } from './packed-files.ts';
import type { PackageTarget } from './package-target.ts';
import { tidyElectron } from './tidy-electron.ts';

export interface PackageRequest {
  readonly target: PackageTarget;
  /** Folder that takes the packages. */
  readonly output: string;
  /** A folder with Electron's program as its release unpacks; undefined: electron-builder fetches it. */
  readonly electronDist: string | undefined;
  readonly electronVersion: string;
  /** File with the licences of everything inside. */
  readonly notices: string;
  /** Production dependencies to leave out. */
  readonly unusedPackages: readonly string[];
  /** Who answers for the package, `Name <address>`, and where it is from: Debian's packages name both. */
  readonly maintainer: string | undefined;
  readonly homepage: string | undefined;
}

/** Files that the program opens. Only Linux knows endings of two parts; elsewhere it is offered beside others for any JSON file. */
const profile = { name: 'ProxyLab device profile', description: 'ProxyLab device profile' };

/** electron-builder's configuration for one target. Nothing is published or looked up: the program has no updates of its own. */
export function packageConfig(request: PackageRequest): Configuration {
  const { target, output, electronDist, electronVersion, notices, unusedPackages, maintainer, homepage } = request;
  return {
    appId,
    productName: 'ProxyLab',
    copyright: 'Copyright © 2026 The ProxyLab authors',
    directories: { output, buildResources: 'build/icons' },
    ...(electronDist === undefined ? {} : { electronDist }),
    electronVersion,
    electronLanguages: ['en-US'],
    afterExtract: (context) => tidyElectron(context, electronDist),
    npmRebuild: false, // native parts come built
    publish: null,
    extraMetadata: { author: maintainer ?? 'The ProxyLab authors', ...(homepage === undefined ? {} : { homepage }) },
    files: packedFiles(target, unusedPackages),
    asar: { smartUnpack: false },
    asarUnpack: unpackedFiles,
    extraResources: [{ from: notices, to: 'NOTICES.txt' }],
    // The lab's and the runners' processes are utility processes: they need no Node.js mode of the program.
    electronFuses: {
      runAsNode: false,
      enableNodeOptionsEnvironmentVariable: false,
      enableNodeCliInspectArguments: false,
      grantFileProtocolExtraPrivileges: false,
      enableCookieEncryption: true,
      onlyLoadAppFromAsar: true,
      enableEmbeddedAsarIntegrityValidation: true, // Electron looks at it on macOS and Windows
      resetAdHocDarwinSignature: target === 'darwin-arm64' && process.platform === 'darwin',
    },
    linux: {
      target: maintainer !== undefined && homepage !== undefined ? ['AppImage', 'deb'] : ['AppImage'],
      executableName: 'proxylab',
      category: 'Science',
      icon: 'build/icons/linux',
      fileAssociations: [{ ...profile, ext: 'profile.json', mimeType: 'application/x-proxylab-profile+json' }],
      ...(maintainer === undefined ? {} : { maintainer }),
    },
    mac: {
      target: ['dmg'],
      category: 'public.app-category.developer-tools',
      icon: 'build/icons/icon.icns',
      fileAssociations: [{ ...profile, ext: 'json', role: 'Editor', rank: 'Alternate' }],
    },
    win: { target: ['nsis'], icon: 'build/icons/icon.ico' },
    nsis: { oneClick: false, perMachine: false, differentialPackage: false, include: 'build/package/windows-installer.nsh' },
  };
}
