import type { CommandResult, DeviceLink } from '../../main/devices/remote/device-link.ts';
import { linkLost } from '../../main/devices/remote/link-errors.ts';

/** What a device answers to one command, whatever was asked; null: the link breaks. */
export type Answer = { readonly stdout: Uint8Array; readonly stderr: string; readonly exitCode: number } | null;

/**
 * A device whose answers have nothing to do with what it was asked, but for the marks between the answers of a batch: without them nothing
 * would get past the reader of batches. With a shell, commands are really carried out there, before the answer is replaced.
 */
export class GarbledLink implements DeviceLink {
  readonly #answers: readonly Answer[];
  readonly #shell: DeviceLink | undefined;
  #next = 0;

  constructor(answers: readonly Answer[], shell?: DeviceLink) {
    this.#answers = answers;
    this.#shell = shell;
  }

  async run(command: string): Promise<CommandResult> {
    await this.#shell?.run(command);
    const { stdout, ...rest } = this.#answer();
    const marks = command.match(/@[0-9a-f]{16}(?= \$\?)/g) ?? [];
    const parts = marks.flatMap((mark) => [stdout, Buffer.from(`\n${mark} 0\n`)]);
    return { stdout: marks.length > 0 ? Buffer.concat(parts) : stdout, ...rest };
  }

  async push(): Promise<void> {
    this.#answer();
  }

  async close(): Promise<void> {}

  #answer(): NonNullable<Answer> {
    const answer = this.#answers[this.#next++ % this.#answers.length] ?? null;
    if (answer === null) throw linkLost('The device');
    return answer;
  }
}
