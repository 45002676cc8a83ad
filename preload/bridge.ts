import { contextBridge, ipcRenderer } from 'electron';

// The page cannot receive a port from Electron itself: the bridge posts it on, to this page's own origin only.
ipcRenderer.on('lab:port', (event) => window.postMessage('lab:port', location.origin, event.ports));
ipcRenderer.on('lab:lost', () => window.postMessage('lab:lost', location.origin));

/**
 * `window.lab.connect()` asks for a MessagePort to the lab; it arrives as a window message `lab:port`. A message `lab:lost` says that the
 * lab's process ended: call `connect` again, a new one is on its way.
 */
contextBridge.exposeInMainWorld('lab', { connect: (): void => ipcRenderer.send('lab:connect') });
