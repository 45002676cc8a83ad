import { contextBridge, ipcRenderer } from 'electron';

// The page cannot receive a port from Electron itself: the bridge posts it on, to this page's own origin only. So it does with messages.
ipcRenderer.on('lab:port', (event) => window.postMessage('lab:port', location.origin, event.ports));
ipcRenderer.on('lab:message', (_event, message: unknown) => window.postMessage({ 'lab:message': message }, location.origin));

/**
 * `window.lab.connect()` asks for a MessagePort to the lab, which arrives as the window message `lab:port`. Call it again when the port closes.
 * `window.lab.chooseLab()` has a person choose another lab with the system's dialog; the answer is a message.
 * What the shell has to say (`ShellMessage`) arrives from then on as `{ 'lab:message': … }`.
 */
contextBridge.exposeInMainWorld('lab', {
  connect: (): void => ipcRenderer.send('lab:connect'),
  chooseLab: (): void => ipcRenderer.send('lab:choose'),
});
