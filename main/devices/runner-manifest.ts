import { z } from 'zod';
import kept from '../../resources/runner/manifest.json' with { type: 'json' };

const bundleFile = z.strictObject({
  /** On the device. */
  name: z.string(),
  /** Where it lies on this computer: kept with the lab, or as the package brings it. */
  source: z.enum(['resources', 'onnxruntime-node']),
  /** Relative to resources/runner or to the package. */
  path: z.string(),
  bytes: z.int(),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  executable: z.boolean(),
  /** Of a C library file: the Debian package that it was taken from. */
  debianPackage: z.strictObject({ name: z.string(), version: z.string() }).optional(),
});

const bundle = z.strictObject({
  name: z.enum(['linux-x64', 'linux-arm64', 'android-arm64']),
  /** The oldest glibc of the device that will do; null where the bundle brings its own. */
  minimumGlibc: z.string().nullable(),
  /** Words that start the runner, `{folder}` being the bundle's folder on the device; the runner's own arguments follow. */
  start: z.array(z.string()).min(1),
  files: z.array(bundleFile).min(1),
});

const manifest = z.strictObject({
  /** As the runner's `hello` and every measurement name it. */
  runtime: z.string(),
  /** What `npm run build:runner` used: the same gives the same bytes. */
  compiler: z.string(),
  bundles: z.array(bundle),
});

export type RunnerManifest = z.infer<typeof manifest>;
export type BundleManifest = z.infer<typeof bundle>;
export type BundleFileManifest = z.infer<typeof bundleFile>;
export type BundleName = BundleManifest['name'];

/** What the lab was built with. */
export const runnerManifest: RunnerManifest = manifest.parse(kept);
