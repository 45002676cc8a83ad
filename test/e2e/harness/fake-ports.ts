import { EventEmitter } from 'node:events';

/** One end of a message channel, as Electron's MessagePortMain: messages wait until `start`. */
export class FakePort extends EventEmitter {
  #peer: FakePort | undefined;
  #started = false;
  #closed = false;
  #queue: unknown[] = [];

  static pair(): [FakePort, FakePort] {
    const [one, other] = [new FakePort(), new FakePort()];
    one.#peer = other;
    other.#peer = one;
    return [one, other];
  }

  postMessage(data: unknown): void {
    const peer = this.#peer;
    if (!this.#closed && peer !== undefined) peer.#deliver(data);
  }

  start(): void {
    this.#started = true;
    for (const data of this.#queue.splice(0)) this.#deliver(data);
  }

  /** Both ends hear of it, once. */
  close(): void {
    for (const port of [this, this.#peer]) {
      if (port === undefined || port.#closed) continue;
      port.#closed = true;
      setImmediate(() => port.emit('close'));
    }
  }

  #deliver(data: unknown): void {
    if (this.#started) setImmediate(() => this.emit('message', { data, ports: [] }));
    else this.#queue.push(data);
  }
}

export class MessageChannelMain {
  readonly port1: FakePort;
  readonly port2: FakePort;

  constructor() {
    [this.port1, this.port2] = FakePort.pair();
  }
}

/** What crosses a boundary on behalf of ports: the ports themselves stay on their side. */
export type PortTraffic =
  { readonly kind: 'data'; readonly port: number; readonly data: unknown } | { readonly kind: 'closed'; readonly port: number };

/** One side of a boundary (a process, a page) that ports are carried over: each is known by a number on both sides. */
export class PortBridge {
  readonly #send: (traffic: PortTraffic) => void;
  readonly #ports = new Map<number, FakePort>();
  #last = 0;

  constructor(send: (traffic: PortTraffic) => void) {
    this.#send = send;
  }

  /** Carries ports over; the numbers go to the other side, which calls `adopt`. */
  transfer(ports: readonly FakePort[]): number[] {
    return ports.map((port) => {
      const id = ++this.#last;
      this.#attach(id, port);
      return id;
    });
  }

  /** The ports that the other side carried over. */
  adopt(ids: readonly number[]): FakePort[] {
    return ids.map((id) => {
      const [mine, theirs] = FakePort.pair();
      this.#attach(id, theirs);
      return mine;
    });
  }

  receive(traffic: PortTraffic): void {
    const port = this.#ports.get(traffic.port);
    if (traffic.kind === 'data') port?.postMessage(traffic.data);
    else port?.close();
  }

  /** The other side is gone. */
  closeAll(): void {
    for (const port of this.#ports.values()) port.close();
  }

  #attach(id: number, port: FakePort): void {
    this.#ports.set(id, port);
    port.on('message', ({ data }: { readonly data: unknown }) => this.#send({ kind: 'data', port: id, data }));
    port.once('close', () => {
      this.#ports.delete(id);
      this.#send({ kind: 'closed', port: id });
    });
    port.start();
  }
}
