/** Memory in bytes; null is unknown. */
export interface MemoryInfo {
  readonly totalBytes: number | null;
  /** What a new program can have without swapping. */
  readonly availableBytes: number | null;
}

/** Reads /proc/meminfo; kernels before 3.14 lack MemAvailable. */
export function parseMemoryInfo(text: string): MemoryInfo {
  const bytes = (field: string): number | null => {
    const match = new RegExp(String.raw`^${field}:\s+(\d+) kB$`, 'm').exec(text);
    return match ? Number(match[1]) * 1024 : null;
  };
  return { totalBytes: bytes('MemTotal'), availableBytes: bytes('MemAvailable') };
}
