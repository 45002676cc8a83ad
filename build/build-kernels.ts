import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { compileKernels } from './compile-kernels.ts';

/** `npm run build:kernels`: compiles main/core/kernels/assembly and keeps the result beside it. */
const target = join(import.meta.dirname, '../main/core/kernels/kernel-bytes.ts');
const source = await compileKernels();
writeFileSync(target, source);
process.stdout.write(`wrote main/core/kernels/kernel-bytes.ts (${source.length.toLocaleString('en')} bytes)\n`);
