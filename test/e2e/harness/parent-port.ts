import { EventEmitter } from 'node:events';
import { PortBridge } from './fake-ports.ts';
import type { UtilityTraffic } from './fake-utility-process.ts';

/** Loaded into the double of a utility process before its entry: `process.parentPort` over the channel to the parent. */
class FakeParentPort extends EventEmitter {
  readonly #bridge = new PortBridge((traffic) => send({ kind: 'ports', traffic }));

  constructor() {
    super();
    // Messages that come before anybody listens wait, as in Electron.
    const early: UtilityTraffic[] = [];
    process.on('message', (traffic: UtilityTraffic) => {
      if (this.listenerCount('message') === 0 || early.length > 0) early.push(traffic);
      else this.#receive(traffic);
    });
    this.on('newListener', () => setImmediate(() => early.splice(0).forEach((traffic) => this.#receive(traffic))));
    process.once('disconnect', () => process.exit(1));
  }

  postMessage(message: unknown): void {
    send({ kind: 'message', message, ports: [] });
  }

  #receive(traffic: UtilityTraffic): void {
    if (traffic.kind === 'ports') this.#bridge.receive(traffic.traffic);
    else this.emit('message', { data: traffic.message, ports: this.#bridge.adopt(traffic.ports) });
  }
}

function send(traffic: UtilityTraffic): void {
  if (process.connected) process.send?.(traffic);
}

Object.defineProperty(process, 'parentPort', { value: new FakeParentPort() });
