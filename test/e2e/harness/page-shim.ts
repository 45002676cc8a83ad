/**
 * What the double puts into a page before any of its own scripts: `require('electron')` for the built bridge, and the page's side of ports.
 * Runs in the browser, hence as text. `doubleToMain` is the way out, `doubleFromMain` the way in.
 */
export function pageShim(bridge: string): string {
  return `(() => {
  if (window !== window.top) return;
  const listeners = new Map();
  const ports = new Map();
  const pagePorts = new Map();
  const underway = [];
  const encode = (data) => typeof data === 'string' ? data : { base64: btoa(Array.from(data, (byte) => String.fromCharCode(byte)).join('')) };
  const decode = (data) => typeof data === 'string' ? data : Uint8Array.from(atob(data.base64), (letter) => letter.charCodeAt(0));
  const toBytes = async (data) => data instanceof Blob ? new Uint8Array(await data.arrayBuffer()) : data instanceof ArrayBuffer ? new Uint8Array(data) : data;

  function adopt(id) {
    const { port1, port2 } = new MessageChannel();
    ports.set(id, port1);
    port1.onmessage = async (event) => doubleToMain('port-data', id, encode(await toBytes(event.data)));
    underway.push(id);
    return port2;
  }

  // Electron tells a page's port when its other end is gone; Chromium does not, so the double does, once the bridge has posted it on.
  addEventListener('message', (event) => {
    if (event.source === window) for (const port of event.ports) pagePorts.set(underway.shift(), port);
  });

  const ipcRenderer = {
    on(channel, listener) { listeners.set(channel, [...(listeners.get(channel) ?? []), listener]); return ipcRenderer; },
    send(channel, ...args) { doubleToMain('ipc', channel, args); },
  };
  const contextBridge = {
    exposeInMainWorld(key, api) {
      for (const value of Object.values(api)) if (typeof value !== 'function') structuredClone(value);
      Object.defineProperty(window, key, { value: Object.freeze(api) });
    },
  };

  Object.defineProperty(window, 'doubleFromMain', { value: {
    message(channel, message, ids) { for (const listener of listeners.get(channel) ?? []) listener({ sender: ipcRenderer, ports: ids.map(adopt) }, message); },
    data(id, data) { ports.get(id)?.postMessage(decode(data)); },
    close(id) { ports.get(id)?.close(); ports.delete(id); pagePorts.get(id)?.dispatchEvent(new Event('close')); pagePorts.delete(id); },
  } });

  doubleToMain('new-document');
  const require = (name) => {
    if (name !== 'electron') throw new Error('a sandboxed preload script cannot load ' + name);
    return { contextBridge, ipcRenderer };
  };
  const exports = {};
  const module = { exports };
  ${bridge}
})();`;
}
