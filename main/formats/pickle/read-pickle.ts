import { shown } from '../table-place.ts';
import { PickleBytes } from './pickle-bytes.ts';
import { pickleBuild, pickleCall, pickleGlobal, refusedCall } from './pickle-calls.ts';
import { PickleStack } from './pickle-stack.ts';
import { rawUnicode, unquoted } from './pickle-text.ts';
import type { PickleValue } from './pickle-value.ts';

export const largestPickleBytes = 64 * 1024 * 1024;
const newestProtocol = 5;

/** What a pickle points to outside of itself, by its id; undefined: there is no such thing. */
export type Outside = (id: PickleValue) => PickleValue | undefined;

/**
 * Reads a Python pickle (protocols 0 to 5) as data. Nothing of it is ever executed: classes and functions are refused by name, but for the
 * few that NumPy arrays and numbers are made with. Throws `parse-failed` with file and byte.
 */
export function readPickle(file: string, content: Uint8Array): PickleValue {
  return readNextPickle(new PickleBytes(file, content));
}

/** The same from where the bytes are; they are left behind it. */
export function readNextPickle(bytes: PickleBytes, outside: Outside = () => undefined): PickleValue {
  const machine = { bytes, stack: new PickleStack(bytes), outside };
  if (bytes.length > largestPickleBytes) throw bytes.error(`the pickle is larger than ${largestPickleBytes} bytes`);
  for (;;) {
    const opcode = bytes.opcode();
    if (opcode === stop) return machine.stack.pop();
    const instruction = instructions.get(opcode);
    if (instruction === undefined) throw bytes.error(`0x${opcode.toString(16).padStart(2, '0')} is no instruction of a pickle`);
    instruction(machine);
  }
}

interface Machine {
  readonly bytes: PickleBytes;
  readonly stack: PickleStack;
  readonly outside: Outside;
}

type Instruction = (machine: Machine) => void;

const stop = 0x2e;
const outsideObject = 'an object outside of the file';

function pushes(read: (bytes: PickleBytes) => PickleValue): Instruction {
  return ({ bytes, stack }) => stack.push(read(bytes));
}

function refuses(what: string): Instruction {
  return ({ bytes }) => {
    throw refusedCall(what, bytes);
  };
}

/** Opcodes as Python's pickletools names them. */
const instructions: ReadonlyMap<number, Instruction> = new Map<number, Instruction>([
  // PROTO, FRAME
  [0x80, ({ bytes }) => checkProtocol(bytes)],
  [0x95, ({ bytes }) => void bytes.uint64()],
  // NONE, NEWTRUE, NEWFALSE
  [0x4e, pushes(() => null)],
  [0x88, pushes(() => true)],
  [0x89, pushes(() => false)],
  // INT, LONG, BININT, BININT1, BININT2, LONG1, LONG4
  [0x49, pushes(readInt)],
  [0x4c, pushes((bytes) => bytes.decimal(bytes.line().replace(/L$/, '')))],
  [0x4a, pushes((bytes) => bytes.int32())],
  [0x4b, pushes((bytes) => bytes.uint8())],
  [0x4d, pushes((bytes) => bytes.uint16())],
  [0x8a, pushes((bytes) => bytes.long(bytes.uint8()))],
  [0x8b, pushes((bytes) => bytes.long(bytes.int32()))],
  // FLOAT, BINFLOAT
  [0x46, pushes(readFloat)],
  [0x47, pushes((bytes) => bytes.float64())],
  // STRING, BINSTRING, SHORT_BINSTRING, UNICODE, BINUNICODE, SHORT_BINUNICODE, BINUNICODE8
  [0x53, pushes((bytes) => unquoted(bytes.line()) ?? fail(bytes, 'a string stands without quotes'))],
  [0x54, pushes((bytes) => bytes.latin1(bytes.int32()))],
  [0x55, pushes((bytes) => bytes.latin1(bytes.uint8()))],
  [0x56, pushes((bytes) => rawUnicode(bytes.line()) ?? fail(bytes, 'a text names no character'))],
  [0x58, pushes((bytes) => bytes.text(bytes.uint32()))],
  [0x8c, pushes((bytes) => bytes.text(bytes.uint8()))],
  [0x8d, pushes((bytes) => bytes.text(bytes.uint64()))],
  // BINBYTES, SHORT_BINBYTES, BINBYTES8, BYTEARRAY8
  [0x42, pushes((bytes) => bytes.bytes(bytes.uint32()))],
  [0x43, pushes((bytes) => bytes.bytes(bytes.uint8()))],
  [0x8e, pushes((bytes) => bytes.bytes(bytes.uint64()))],
  [0x96, pushes((bytes) => bytes.bytes(bytes.uint64()))],
  // MARK, POP, POP_MARK, DUP
  [0x28, ({ stack }) => stack.mark()],
  [0x30, ({ stack }) => stack.drop()],
  [0x31, ({ stack }) => void stack.popMark()],
  [0x32, ({ stack }) => stack.push(stack.top())],
  // EMPTY_LIST, LIST, APPEND, APPENDS
  [0x5d, pushes(() => ({ kind: 'list', items: [] }))],
  [0x6c, ({ stack }) => stack.push({ kind: 'list', items: stack.popMark() })],
  [0x61, ({ stack }) => stack.append([stack.pop()], 'list')],
  [0x65, ({ stack }) => stack.append(stack.popMark(), 'list')],
  // EMPTY_TUPLE, TUPLE, TUPLE1, TUPLE2, TUPLE3
  [0x29, pushes(() => ({ kind: 'tuple', items: [] }))],
  [0x74, ({ stack }) => stack.push({ kind: 'tuple', items: stack.popMark() })],
  [0x85, ({ stack }) => stack.push({ kind: 'tuple', items: stack.popMany(1) })],
  [0x86, ({ stack }) => stack.push({ kind: 'tuple', items: stack.popMany(2) })],
  [0x87, ({ stack }) => stack.push({ kind: 'tuple', items: stack.popMany(3) })],
  // EMPTY_DICT, DICT, SETITEM, SETITEMS
  [0x7d, pushes(() => ({ kind: 'dict', entries: [] }))],
  [0x64, makeDict],
  [0x73, ({ stack }) => stack.setItems(stack.popMany(2))],
  [0x75, ({ stack }) => stack.setItems(stack.popMark())],
  // EMPTY_SET, ADDITEMS, FROZENSET
  [0x8f, pushes(() => ({ kind: 'set', items: [] }))],
  [0x90, ({ stack }) => stack.append(stack.popMark(), 'set')],
  [0x91, ({ stack }) => stack.push({ kind: 'set', items: stack.popMark() })],
  // PUT, BINPUT, LONG_BINPUT, MEMOIZE, GET, BINGET, LONG_BINGET
  [0x70, ({ bytes, stack }) => stack.remember(readIndex(bytes))],
  [0x71, ({ bytes, stack }) => stack.remember(bytes.uint8())],
  [0x72, ({ bytes, stack }) => stack.remember(bytes.uint32())],
  [0x94, ({ stack }) => stack.rememberNext()],
  [0x67, ({ bytes, stack }) => stack.recall(readIndex(bytes))],
  [0x68, ({ bytes, stack }) => stack.recall(bytes.uint8())],
  [0x6a, ({ bytes, stack }) => stack.recall(bytes.uint32())],
  // GLOBAL, STACK_GLOBAL, REDUCE, BUILD
  [0x63, ({ bytes, stack }) => stack.push(pickleGlobal(bytes.line(), bytes.line(), bytes))],
  [0x93, pushStackGlobal],
  [0x52, reduce],
  [0x62, build],
  // INST, OBJ, NEWOBJ, NEWOBJ_EX, PERSID, BINPERSID, EXT1, EXT2, EXT4, NEXT_BUFFER, READONLY_BUFFER
  [0x69, ({ bytes }) => fail(bytes, `it makes an object of the class “${shown(`${bytes.line()}.${bytes.line()}`)}”`)],
  ...[0x6f, 0x81, 0x92].map((opcode) => [opcode, refuses('an object of a class')] as const),
  [0x50, refuses(outsideObject)],
  [0x51, pushOutside],
  ...[0x82, 0x83, 0x84].map((opcode) => [opcode, refuses('a registered extension')] as const),
  ...[0x97, 0x98].map((opcode) => [opcode, refuses('a buffer outside of the file')] as const),
]);

function fail(bytes: PickleBytes, problem: string): never {
  throw bytes.error(problem);
}

function checkProtocol(bytes: PickleBytes): void {
  const protocol = bytes.uint8();
  if (protocol > newestProtocol)
    throw bytes.error(`protocol ${protocol} is not known`, `Save it with protocol ${newestProtocol} or lower.`);
}

/** `I01` and `I00` are the truth values of protocol 0. */
function readInt(bytes: PickleBytes): PickleValue {
  const text = bytes.line();
  return text === '01' ? true : text === '00' ? false : bytes.decimal(text);
}

function readFloat(bytes: PickleBytes): number {
  const text = bytes.line().trim();
  const special: Readonly<Record<string, number>> = { nan: NaN, inf: Infinity, '-inf': -Infinity };
  const value = Object.hasOwn(special, text) ? special[text]! : text === '' ? NaN : Number(text);
  if (Number.isNaN(value) && text !== 'nan') throw bytes.error('a number cannot be read');
  return value;
}

function readIndex(bytes: PickleBytes): number {
  const index = bytes.decimal(bytes.line());
  if (typeof index !== 'number' || index < 0) throw bytes.error('a place of the memo is no number');
  return index;
}

function makeDict({ stack }: Machine): void {
  const items = stack.popMark();
  stack.push({ kind: 'dict', entries: [] });
  stack.setItems(items);
}

function pushStackGlobal({ bytes, stack }: Machine): void {
  const [module, name] = stack.popMany(2);
  if (typeof module !== 'string' || typeof name !== 'string') throw bytes.error('a function has no name');
  stack.push(pickleGlobal(module, name, bytes));
}

function pushOutside({ bytes, stack, outside }: Machine): void {
  const value = outside(stack.pop());
  if (value === undefined) throw refusedCall(outsideObject, bytes);
  stack.push(value);
}

function reduce({ bytes, stack }: Machine): void {
  const [callee, args] = stack.popMany(2);
  stack.push(pickleCall(callee, args, bytes));
}

function build({ bytes, stack }: Machine): void {
  const state = stack.pop();
  pickleBuild(stack.top(), state, bytes);
}
