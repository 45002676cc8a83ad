import react from '@vitejs/plugin-react';
import { defineConfig } from 'electron-vite';

/** Builds the window and the desktop app's entries into out/. The command line and `serve` run from their sources and need only the window. */
export default defineConfig({
  main: {
    build: {
      rollupOptions: {
        input: {
          electron: 'main/electron.ts',
          'lab-process': 'main/lab-process.ts',
          'runner-process': 'main/runner-process.ts',
        },
      },
    },
  },
  preload: {
    build: {
      rollupOptions: {
        input: { bridge: 'preload/bridge.ts' },
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  renderer: {
    root: 'renderer',
    plugins: [react()],
    build: { rollupOptions: { input: 'renderer/index.html' } },
  },
});
