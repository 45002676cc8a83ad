import { RPCLink } from '@orpc/client/websocket';
import type { OpenTransport } from './transport.ts';

const tokenKey = 'proxylab.token';

/** In a browser: a WebSocket to the server that delivered the page. */
export const openSocket: OpenTransport = (onClose) => {
  const scheme = location.protocol === 'https:' ? 'wss' : 'ws';
  const socket = new WebSocket(`${scheme}://${location.host}/rpc?t=${encodeURIComponent(token())}`);
  return new Promise((resolve, reject) => {
    socket.addEventListener('open', () => {
      socket.addEventListener('close', onClose, { once: true });
      resolve({ link: new RPCLink({ websocket: socket }) });
    });
    socket.addEventListener('error', () => reject(new Error('The lab did not accept the connection.')));
  });
};

/** The token of this lab: taken from the address once, kept for this tab and removed from the address. */
function token(): string {
  const given = new URLSearchParams(location.hash.slice(1)).get('t');
  if (given !== null) {
    sessionStorage.setItem(tokenKey, given);
    history.replaceState(history.state, '', location.pathname + location.search);
  }
  return sessionStorage.getItem(tokenKey) ?? '';
}
