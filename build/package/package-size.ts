import { readdirSync, statSync } from 'node:fs';
import { join, relative, sep } from 'node:path';

export interface PackageSize {
  readonly totalBytes: number;
  /** The program's own parts; the rest is Electron. */
  readonly archiveBytes: number;
  /** Native files of this platform. */
  readonly nativeBytes: number;
  /** What is sent to devices. */
  readonly deviceBytes: number;
}

/** Sizes of an unpacked package, by what its files are for. */
export function packageSize(folder: string, isForDevices: (file: string) => boolean): PackageSize {
  const size = { totalBytes: 0, archiveBytes: 0, nativeBytes: 0, deviceBytes: 0 };
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const path = join(entry.parentPath, entry.name);
    const file = relative(folder, path).split(sep).join('/');
    const { size: bytes } = statSync(path);
    size.totalBytes += bytes;
    if (file.endsWith('/app.asar')) size.archiveBytes += bytes;
    else if (isForDevices(file)) size.deviceBytes += bytes;
    else if (file.includes('/app.asar.unpacked/')) size.nativeBytes += bytes;
  }
  return size;
}

/** One line for a person. */
export function describeSize({ totalBytes, archiveBytes, nativeBytes, deviceBytes }: PackageSize): string {
  const electronBytes = totalBytes - archiveBytes - nativeBytes - deviceBytes;
  const mb = (bytes: number): string => `${(bytes / 1e6).toFixed(1)} MB`;
  return `${mb(totalBytes)}: Electron ${mb(electronBytes)}, program ${mb(archiveBytes)}, native files ${mb(nativeBytes)}, for devices ${mb(deviceBytes)}`;
}
