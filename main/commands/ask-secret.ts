import type { ReadStream, WriteStream } from 'node:tty';
import type { LabConfig } from '../lab.ts';

type AskSecret = NonNullable<LabConfig['askSecret']>;

/** Asks at the terminal without showing what is typed; undefined where nobody sits at one. */
export function terminalQuestions(input: ReadStream, output: WriteStream): AskSecret | undefined {
  if (!input.isTTY || !output.isTTY) return undefined;
  return async ({ kind, device, message }) => {
    output.write(`${message}\n${kind === 'password' ? 'Password' : 'Passphrase'} for ${device}: `);
    input.setRawMode(true);
    input.setEncoding('utf8').resume();
    try {
      return await typedLine(input);
    } finally {
      input.setRawMode(false);
      input.pause();
      output.write('\n');
    }
  };
}

/** null after Ctrl-C or Ctrl-D. */
function typedLine(input: ReadStream): Promise<string | null> {
  return new Promise((resolve) => {
    let typed = '';
    const take = (text: string): void => {
      for (const letter of text) {
        if (letter === '\r' || letter === '\n') return end(typed);
        if (letter === '\u0003' || letter === '\u0004') return end(null);
        typed = letter === '\u007f' || letter === '\b' ? typed.slice(0, -1) : typed + letter;
      }
    };
    const end = (answer: string | null): void => {
      input.off('data', take);
      resolve(answer);
    };
    input.on('data', take);
  });
}
