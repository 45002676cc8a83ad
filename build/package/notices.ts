import { globSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { installedPackages, readManifest, type InstalledPackage } from './installed-packages.ts';

/** A package of which something is inside. */
export interface PackedLicence {
  readonly name: string;
  readonly version: string;
  /** SPDX expression, or where to look. */
  readonly licence: string;
  readonly text: string;
}

/** Files of this project that are under licences of others. */
const ownFiles = [
  { title: 'Fonts of the window', files: ['renderer/fonts/LICENCES.txt'] },
  {
    title: 'Files that the benchmark runner brings to devices: ONNX Runtime, the GNU C library and the GCC runtime libraries',
    files: [
      'resources/runner/licences/onnxruntime-MIT.txt',
      'resources/runner/licences/glibc-copyright.txt',
      'resources/runner/licences/gcc-copyright.txt',
      'resources/runner/licences/LGPL-2.1.txt',
      'resources/runner/licences/GPL-3.txt',
    ],
  },
];

/** Text of the notices: this program's licence, those of everything inside, and where those of Electron and Chromium are. */
export function noticesText(root: string): string {
  return [
    section('ProxyLab', readFileSync(join(root, 'LICENSE'), 'utf8')),
    section(
      'Electron and Chromium',
      'Their licences lie beside the program, in LICENSE.electron.txt and LICENSES.chromium.html (on macOS in Contents/Resources).',
    ),
    ...ownFiles.map(({ title, files }) => section(title, files.map((file) => readFileSync(join(root, file), 'utf8')).join('\n\n'))),
    ...packedLicences(root).map(({ name, version, licence, text }) => section(`${name} ${version} (${licence})`, text)),
  ].join('\n');
}

/** Packages that the program runs with or that are bundled into its window, with all that they depend on, by name. Throws where one tells no licence. */
export function packedLicences(root: string): PackedLicence[] {
  const mit = readFileSync(join(root, 'LICENSE'), 'utf8').replace(/^Copyright.*$/m, '');
  return installedPackages(root, [...Object.keys(readManifest(root).dependencies ?? {}), ...windowPackages(root)])
    .filter(({ manifest }) => !manifest.name.startsWith('@types/')) // gone when it is built
    .map((installed) => licenceOf(installed, mit))
    .sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));
}

/** Packages that the window's sources import. */
function windowPackages(root: string): string[] {
  const specifiers = globSync('renderer/**/*.{ts,tsx}', { cwd: root }).flatMap((file) =>
    [...readFileSync(join(root, file), 'utf8').matchAll(/(?:from|import)\s*\(?\s*'([^'.][^']*)'/g)].map(([, specifier = '']) => specifier),
  );
  const names = specifiers.map((specifier) => (specifier.startsWith('@') ? /^[^/]+\/[^/]+/ : /^[^/]+/).exec(specifier)?.[0] ?? specifier);
  return [...new Set(names)];
}

function licenceOf({ folder, manifest: { name, version, license, author } }: InstalledPackage, mit: string): PackedLicence {
  const files = readdirSync(folder).filter(
    (file) => /^(licen[cs]e|copying|notice|third[-_ ]?party)[^/]*$/i.test(file) && !/\.(js|ts|json)$/.test(file),
  );
  const texts = files.sort().map((file) => readFileSync(join(folder, file), 'utf8').trim());
  if (license === undefined && texts.length === 0) throw new Error(`${name} ${version} says nothing about its licence`);
  const holder = typeof author === 'string' ? author : (author?.name ?? `the authors of ${name}`);
  if (texts.length === 0) texts.push(`Copyright (c) ${holder}`, ...(license === 'MIT' ? [mit.trim()] : []));
  return { name, version, licence: license ?? 'see the text', text: texts.join('\n\n') };
}

function section(title: string, text: string): string {
  const line = '='.repeat(100);
  return `${line}\n${title}\n${line}\n\n${text.trim()}\n`;
}
