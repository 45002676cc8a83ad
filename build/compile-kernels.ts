import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** The part of the compiler's interface that is used; its own declarations change global types. */
interface Compiler {
  main(
    args: readonly string[],
    io: {
      readFile(name: string): Promise<string | null>;
      writeFile(name: string, contents: string | Uint8Array): void;
      listFiles(): string[];
      stderr: { write(chunk: string | Uint8Array): void };
    },
  ): Promise<{ readonly error: Error | null }>;
}

const folder = join(import.meta.dirname, '../main/core/kernels/assembly');
const options = ['--runtime', 'stub', '-O3', '--converge', '--noAssert', '--enable', 'simd', '--outFile', 'kernels.wasm'];

/** Source text of main/core/kernels/kernel-bytes.ts: what the kernels' AssemblyScript compiles to. Throws with the compiler's messages. */
export async function compileKernels(): Promise<string> {
  let bytes: Uint8Array | undefined;
  const messages: string[] = [];
  const compiler = (await import(import.meta.resolve('assemblyscript/asc'))) as Compiler;
  const { error } = await compiler.main(['index.ts', ...options], {
    // The compiler adds an ending to imports that have theirs, as everywhere in this project.
    readFile: (name) => readFile(join(folder, name.replace(/(\.ts)+$/, '.ts')), 'utf8').catch(() => null),
    writeFile: (_name, contents) => {
      if (typeof contents !== 'string') bytes = contents;
    },
    listFiles: () => [],
    stderr: { write: (chunk) => void messages.push(String(chunk)) },
  });
  if (error !== null || bytes === undefined) throw new Error(`the kernels do not compile:\n${messages.join('')}`, { cause: error });
  return [
    '/** Compiled from assembly/ by `npm run build:kernels`: a WebAssembly module, in base64. */',
    'export const kernelBytes =',
    `  '${Buffer.from(bytes).toString('base64')}';`,
    '',
  ].join('\n');
}
