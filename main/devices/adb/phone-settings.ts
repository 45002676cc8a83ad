import { isLabError } from '../../core/lab-error.ts';
import type { DeviceLink } from '../remote/device-link.ts';
import type { RemoteFiles } from '../remote/remote-files.ts';
import { runBatch } from '../remote/run-batch.ts';

/** In the device folder while settings are changed: what is to be put back, also by another life of the lab. */
const notePath = 'settings-to-restore.json';

/** What was found before it was changed. */
interface Note {
  /** Android's `stay_on_while_plugged_in`: a sum of 1 (mains), 2 (USB), 4 (wireless), 8 (dock); null where it was never set. */
  readonly stayOn: number | null;
  /** Whether the lab switched the fixed performance mode on; Android does not tell whether it was on before. */
  readonly fixedPerformance: boolean;
}

const readStayOn = 'settings get global stay_on_while_plugged_in';
const fixPerformance = (isOn: boolean): string => `cmd power set-fixed-performance-mode-enabled ${isOn}`;

/** The settings of a phone that would disturb a measurement: its screen goes dark and its clocks are boosted for moments. */
export class PhoneSettings {
  readonly #link: DeviceLink;
  readonly #files: RemoteFiles;
  /** Whether this life of the lab measures with changed settings. */
  #isHeld = false;
  /** Whether there may be a note: at first nobody knows. */
  #isOwed = true;

  constructor(link: DeviceLink, files: RemoteFiles) {
    this.#link = link;
    this.#files = files;
  }

  /** Keeps the phone awake and its clocks steady as far as it allows that. The returned function puts everything back. */
  async hold(signal?: AbortSignal): Promise<() => Promise<void>> {
    this.#isHeld = true;
    this.#isOwed = true;
    try {
      const before = await this.#note(signal);
      if (before === null) await this.#change(signal);
    } catch (error) {
      this.#isHeld = false;
      throw error;
    }
    return async () => {
      this.#isHeld = false;
      await this.restore();
    };
  }

  /** Puts back what the note says, if there is one and nobody measures; to be called whenever a phone is found. Without effect where the link is lost. */
  async restore(): Promise<void> {
    if (this.#isHeld) return;
    try {
      const note = await this.#note();
      if (note === null) this.#isOwed = false;
      else if (await this.#putBack(note)) {
        await this.#files.remove(notePath);
        this.#isOwed = false;
      }
    } catch (error) {
      if (!isLabError(error)) throw error; // the note is still there for the next time
    }
  }

  /** Tries again where it could not be done before; else it asks the phone nothing. */
  async restoreIfOwed(): Promise<void> {
    if (this.#isOwed) await this.restore();
  }

  /** The note is on the phone before anything is changed. */
  async #change(signal: AbortSignal | undefined): Promise<void> {
    const stayOn = await this.#stayOn(signal);
    await this.#write({ stayOn, fixedPerformance: true }, signal);
    await this.#link.run('svc power stayon true', { signal }); // where it is refused the screen goes dark: no harm but slower clocks
    const { exitCode } = await this.#link.run(fixPerformance(true), { signal });
    if (exitCode !== 0) await this.#write({ stayOn, fixedPerformance: false }, signal); // before Android 11, or not allowed
  }

  /** Whether everything is as it was. */
  async #putBack({ stayOn, fixedPerformance }: Note): Promise<boolean> {
    const setting = 'global stay_on_while_plugged_in';
    await this.#link.run(stayOn === null ? `settings delete ${setting}` : `settings put ${setting} ${stayOn}`);
    const isSteady = !fixedPerformance || (await this.#link.run(fixPerformance(false))).exitCode === 0;
    return isSteady && (await this.#stayOn()) === stayOn;
  }

  async #stayOn(signal?: AbortSignal): Promise<number | null> {
    const { stayOn } = await runBatch(this.#link, { stayOn: readStayOn }, { signal });
    return /^\d{1,2}$/.test(stayOn?.trim() ?? '') ? Number(stayOn) : null;
  }

  async #write(note: Note, signal: AbortSignal | undefined): Promise<void> {
    await this.#files.write(notePath, new TextEncoder().encode(JSON.stringify(note)), signal);
  }

  async #note(signal?: AbortSignal): Promise<Note | null> {
    const bytes = await this.#files.read(notePath, 0, signal);
    return bytes.length === 0 ? null : parseNote(new TextDecoder().decode(bytes));
  }
}

/** What cannot be read puts the phone into the state of its factory. */
function parseNote(text: string): Note {
  try {
    const { stayOn, fixedPerformance } = JSON.parse(text) as Partial<Record<keyof Note, unknown>>;
    const isBits = Number.isInteger(stayOn) && (stayOn as number) >= 0 && (stayOn as number) < 16;
    return { stayOn: isBits ? (stayOn as number) : stayOn === null ? null : 0, fixedPerformance: fixedPerformance !== false };
  } catch {
    return { stayOn: 0, fixedPerformance: true };
  }
}
