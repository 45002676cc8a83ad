import { LabError } from '../../lab-error.ts';

const shownCharacters = 80;

/** Text of a file, short and printable enough for a sentence. */
export function shownName(text: string): string {
  const printable = text.replace(/\p{C}/gu, '�');
  return printable.length > shownCharacters ? `${printable.slice(0, shownCharacters)}…` : printable;
}

/** The `parse-failed` error of a file that is no ONNX file, or a damaged one. `offset`: the byte where it shows, counted from 0. */
export function brokenOnnx(offset: number, problem: string): LabError {
  return new LabError({
    code: 'parse-failed',
    message: `The ONNX file is broken at byte ${offset}: ${problem}.`,
    remedy: 'Export or copy the file again.',
    details: `byte: ${offset}`,
  });
}

/** The `unsupported` error of a sound file that holds what the lab does not read. */
export function unsupportedOnnx(problem: string, remedy: string, details = ''): LabError {
  return new LabError({ code: 'unsupported', message: `This network cannot be read: ${problem}.`, remedy, details });
}
