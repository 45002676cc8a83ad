import { randomBytes } from 'node:crypto';
import { appendFileSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Rng } from '../../../main/core/rng.ts';
import type { DeviceSummary } from '../../../preload/contract/device.ts';
import { boardUser, FakeBoard } from '../../fakes/board/fake-board.ts';
import { Wire } from '../../fakes/sandbox/wire.ts';
import { type JournalText, journalsIn, pidsWith } from './device-truth.ts';
import type { LabProcess } from './lab-process.ts';
import { type FaultKind, faultKinds, type Station } from './station.ts';

/** A fake Jetson behind the real sshd, at the end of a wire that can be cut. */
export class BoardStation implements Station {
  readonly name: string;
  readonly kinds = faultKinds.filter((kind) => kind !== 'full disk' && kind !== 'adb server killed');
  readonly environment: NodeJS.ProcessEnv = { ...process.env, PROXYLAB_ADB: '' };
  readonly #board: FakeBoard;
  readonly #wire: Wire;
  #keys = '';

  private constructor(name: string, board: FakeBoard, wire: Wire) {
    this.name = name;
    this.#board = board;
    this.#wire = wire;
  }

  static async open(name: string, givesWay = false): Promise<BoardStation> {
    const board = await FakeBoard.start({ folder: mkdtempSync(join(tmpdir(), 'proxylab-board-')), givesWay });
    return new BoardStation(name, board, await new Wire(board.port).open());
  }

  async enrol(lab: LabProcess): Promise<string> {
    const known = (await lab.call<readonly DeviceSummary[]>('list')).find(({ kind, name }) => kind === 'ssh' && name === this.name);
    if (known !== undefined) return known.id;
    const address = `ssh://${boardUser}@127.0.0.1:${this.#wire.port}`;
    const { fingerprint: acceptHostKey, keyFile } = this.#board;
    await lab.call('addBoard', { address, keyFile, acceptHostKey, name: this.name });
    return await this.enrol(lab);
  }

  async reset(rng: Rng): Promise<void> {
    this.#board.setPowerMonitor(rng.next() < 0.5);
  }

  async inject(kind: FaultKind, campaignId: string, rng: Rng): Promise<void> {
    const [board, wire] = [this.#board, this.#wire];
    switch (kind) {
      case 'vanishes in mid-push':
        return wire.cutAfter(rng.integer(20_000_000));
      case 'vanishes in mid-shell':
        return wire.cutAfter(rng.integer(3000));
      case 'vanishes in mid-run':
      case 'offline':
        return await wire.refuse();
      case 'silent':
        return wire.mute(true);
      case 'unauthorized':
        this.#keys = readFileSync(this.#keyList, 'utf8');
        writeFileSync(this.#keyList, '');
        return wire.cut();
      case 'refused exec':
        return board.refuseExec(true);
      case 'hot':
        return board.setTemperature(80);
      case 'slow':
        return wire.slow(100);
      case 'garbage output':
        return board.printGarbage(true);
      case 'garbage journal': {
        const folder = board.homeFile(`.proxylab/campaigns/${campaignId}`);
        for (const attempt of readdirSync(folder).sort().slice(-1))
          appendFileSync(join(folder, attempt, 'journal.jsonl'), Buffer.concat([randomBytes(1 + rng.integer(200)), Buffer.from('\n')]));
        return;
      }
      case 'reboot':
        return await board.reboot();
      case 'runner killed':
        for (const pid of this.runners(campaignId)) process.kill(pid, 'SIGKILL');
        return;
      case 'full disk':
      case 'adb server killed':
      case 'lab killed':
        return;
    }
  }

  async repair(kind: FaultKind): Promise<void> {
    const [board, wire] = [this.#board, this.#wire];
    wire.cutAfter(Number.POSITIVE_INFINITY);
    if (kind === 'vanishes in mid-run' || kind === 'offline') await wire.open();
    else if (kind === 'silent') wire.mute(false);
    else if (kind === 'unauthorized') writeFileSync(this.#keyList, this.#keys);
    else if (kind === 'refused exec') board.refuseExec(false);
    else if (kind === 'hot') board.setTemperature(45);
    else if (kind === 'slow') wire.slow(0);
    else if (kind === 'garbage output') board.printGarbage(false);
  }

  async journals(campaignId: string): Promise<readonly JournalText[]> {
    return journalsIn(this.#board.homeFile(`.proxylab/campaigns/${campaignId}`));
  }

  /** The lab changes none. */
  settings(): string {
    return '';
  }

  runners(campaignId: string): readonly number[] {
    return pidsWith('qemu-aarch64-static', `campaigns/${campaignId}`);
  }

  async close(): Promise<void> {
    await this.#wire.refuse();
    await this.#board.remove();
  }

  get #keyList(): string {
    return join(this.#board.folder, 'etc/authorized_keys');
  }
}
