import react from '@vitejs/plugin-react';
import { defineConfig } from 'electron-vite';
import packageJson from './package.json' with { type: 'json' };

/** Packages stay outside the bundles, but for their package.json: an import of JSON would lose its attribute, and Node.js refuses it then. */
const packages = new RegExp(`^(${Object.keys(packageJson.dependencies).join('|')})(/(?!package\\.json$).+)?$`);

/** The window's files are found from an address of any depth; electron-vite would have them found from the page's folder only. */
const filesFromTheTop = { name: 'files from the top', enforce: 'post' as const, config: () => ({ base: '/' }) };

/** All that a window needs before its first page, in one file: many small ones take longer to fetch than to read. */
const first = { name: 'window', tags: ['$initial' as const] };

/** Builds the window and the desktop app's entries into out/. The command line and `serve` run from their sources and need only the window. */
export default defineConfig({
  main: {
    build: {
      externalizeDeps: false,
      rolldownOptions: {
        external: [packages],
        input: {
          electron: 'main/electron.ts',
          'lab-process': 'main/lab-process.ts',
          'runner-process': 'main/runner-process.ts',
          'worker-thread': 'main/worker-thread.ts',
        },
        // All in one folder: from each of them resources lie as far away as from the sources of a layer.
        output: { chunkFileNames: '[name]-[hash].js' },
      },
    },
  },
  preload: {
    build: {
      rolldownOptions: {
        input: { bridge: 'preload/bridge.ts' },
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  renderer: {
    root: 'renderer',
    plugins: [react(), filesFromTheTop],
    build: {
      minify: true,
      chunkSizeWarningLimit: 800,
      rolldownOptions: {
        input: 'renderer/index.html',
        output: {
          codeSplitting: { groups: [first] },
        },
      },
    },
  },
});
