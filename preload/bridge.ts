import { contextBridge, ipcRenderer } from 'electron';

// The page cannot receive a port from Electron itself: the bridge posts it on, to this page's own origin only.
ipcRenderer.on('lab:port', (event) => window.postMessage('lab:port', location.origin, event.ports));

/** `window.lab.connect()` asks for a MessagePort to the lab, which arrives as the window message `lab:port`. Call it again when the port closes. */
contextBridge.exposeInMainWorld('lab', { connect: (): void => ipcRenderer.send('lab:connect') });
