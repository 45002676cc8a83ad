import type { PickleBytes } from './pickle-bytes.ts';
import { isPickleObject, type PickleDict, type PickleSequence, type PickleValue } from './pickle-value.ts';

/** Values that one pickle may make; the public files have less than a million. */
const mostValues = 4_000_000;
const mostMemos = 4_000_000;
/** Marks that may be open: how deep lists and dictionaries may lie in each other while they are filled. */
const mostMarks = 1_000;

/** The stack and the memo of a pickle's machine, with limits. */
export class PickleStack {
  readonly #bytes: PickleBytes;
  readonly #memo = new Map<number, PickleValue>();
  #outer: PickleValue[][] = [];
  #stack: PickleValue[] = [];
  #made = 0;

  constructor(bytes: PickleBytes) {
    this.#bytes = bytes;
  }

  /** Adds a value that was made just now. */
  push(value: PickleValue): void {
    if (++this.#made > mostValues) throw this.#bytes.error(`it holds more than ${mostValues} values`);
    this.#stack.push(value);
  }

  pop(): PickleValue {
    const value = this.#stack.pop();
    if (value === undefined) throw this.#bytes.error('it takes a value that is not there');
    return value;
  }

  top(): PickleValue {
    const value = this.#stack.at(-1);
    if (value === undefined) throw this.#bytes.error('it takes a value that is not there');
    return value;
  }

  /** The last values, in order. */
  popMany(count: number): PickleValue[] {
    if (this.#stack.length < count) throw this.#bytes.error('it takes a value that is not there');
    return this.#stack.splice(this.#stack.length - count);
  }

  mark(): void {
    if (this.#outer.length === mostMarks) throw this.#bytes.error(`it is nested more than ${mostMarks} deep`);
    this.#outer.push(this.#stack);
    this.#stack = [];
  }

  /** What was pushed since the last mark. */
  popMark(): PickleValue[] {
    const outer = this.#outer.pop();
    if (outer === undefined) throw this.#bytes.error('it goes back to a mark that is not there');
    const items = this.#stack;
    this.#stack = outer;
    return items;
  }

  /** As Python has it: removes the last value, or the last mark where nothing lies above it. */
  drop(): void {
    if (this.#stack.length === 0) this.popMark();
    else this.#stack.pop();
  }

  remember(index: number): void {
    if (this.#memo.size === mostMemos) throw this.#bytes.error(`it remembers more than ${mostMemos} values`);
    this.#memo.set(index, this.top());
  }

  rememberNext(): void {
    this.remember(this.#memo.size);
  }

  recall(index: number): void {
    const value = this.#memo.get(index);
    if (value === undefined) throw this.#bytes.error('it recalls a value that is not there');
    this.#stack.push(value);
  }

  append(items: readonly PickleValue[], kind: 'list' | 'set'): void {
    const list = this.#sequence(kind);
    for (const item of items) list.items.push(item);
  }

  setItems(items: readonly PickleValue[]): void {
    const dict = this.#dict();
    if (items.length % 2 !== 0) throw this.#bytes.error('a key has no value');
    for (let index = 0; index < items.length; index += 2) dict.entries.push([items[index]!, items[index + 1]!]);
  }

  #sequence(kind: 'list' | 'set'): PickleSequence {
    const target = this.top();
    if (isPickleObject(target) && target.kind === kind) return target;
    throw this.#bytes.error(`it adds to something that is no ${kind}`);
  }

  #dict(): PickleDict {
    const target = this.top();
    if (isPickleObject(target) && target.kind === 'dict') return target;
    throw this.#bytes.error('it adds to something that is no dictionary');
  }
}
