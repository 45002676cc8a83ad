import type { BundleName } from '../../main/devices/runner-manifest.ts';

/** One machine that the runner is compiled for. */
export interface RunnerTarget {
  readonly name: Extract<BundleName, 'linux-x64' | 'linux-arm64'>;
  /** Before the names of Debian's compiler and binutils. */
  readonly toolPrefix: string;
  /** Relative to the package onnxruntime-node. */
  readonly library: string;
}

export const x64Target: RunnerTarget = {
  name: 'linux-x64',
  toolPrefix: 'x86_64-linux-gnu-',
  library: 'bin/napi-v6/linux/x64/libonnxruntime.so.1',
};

export const arm64Target: RunnerTarget = {
  name: 'linux-arm64',
  toolPrefix: 'aarch64-linux-gnu-',
  library: 'bin/napi-v6/linux/arm64/libonnxruntime.so.1',
};

/** What the Android bundle takes of Debian's C library for AArch64: Android's own cannot load ONNX Runtime's Linux library. */
export const cLibraryFolder = '/usr/aarch64-linux-gnu/lib';

export const cLibraryFiles: readonly { readonly name: string; readonly debianPackage: string }[] = [
  ...['ld-linux-aarch64.so.1', 'libc.so.6', 'libm.so.6', 'libdl.so.2', 'libpthread.so.0', 'librt.so.1'].map((name) => ({
    name,
    debianPackage: 'libc6-arm64-cross',
  })),
  { name: 'libgcc_s.so.1', debianPackage: 'libgcc-s1-arm64-cross' },
  { name: 'libstdc++.so.6', debianPackage: 'libstdc++6-arm64-cross' },
];
