import { relative } from 'node:path';
import { inspect } from 'node:util';
import type { EventData } from 'node:test';
import type { TestEvent } from 'node:test/reporters';

/** How a test run went. */
export interface TestCounts {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

interface Known {
  readonly name: string;
  readonly parent: string | undefined;
}

/**
 * Reads the events of node:test: writes a line a file and, in full, what failed; then what was skipped and why. With `everySkipFails` a skip
 * counts as a failure unless it is for lack of reference data.
 */
export class TestSummary {
  readonly #write: (line: string) => void;
  readonly #everySkipFails: boolean;
  readonly #tests = new Map<string, Known>();
  readonly #output = new Map<string, string>();
  readonly #failedFiles = new Set<string>();
  readonly #failures: string[] = [];
  readonly #skips = new Map<string, string[]>();
  #passed = 0;
  #failed = 0;
  #skipped = 0;

  constructor(write: (line: string) => void, everySkipFails: boolean) {
    this.#write = write;
    this.#everySkipFails = everySkipFails;
  }

  get counts(): TestCounts {
    return { passed: this.#passed, failed: this.#failed, skipped: this.#skipped };
  }

  /** Counts something beside the tests, such as the lint; `output` is shown where it failed. */
  addCheck(name: string, passed: boolean, output: string): void {
    if (passed) {
      this.#passed++;
      this.#write(`✔ ${name}`);
    } else this.#tellFailure(`✖ ${name}\n${indent(output.trimEnd())}`);
  }

  add(event: TestEvent): void {
    switch (event.type) {
      case 'test:start':
        this.#tests.set(keyOf(event.data), { name: event.data.name, parent: parentKeyOf(event.data) });
        break;
      case 'test:stdout':
      case 'test:stderr':
        this.#output.set(event.data.file, (this.#output.get(event.data.file) ?? '') + event.data.message);
        break;
      case 'test:pass':
        this.#pass(event.data);
        break;
      case 'test:fail':
        this.#fail(event.data);
        break;
      case 'test:summary':
        if (event.data.file !== undefined) this.#endFile(event.data.file, event.data);
        break;
      default:
    }
  }

  /** What was skipped, a line a reason; what failed once more, as logs are read from their end; and the closing line. */
  close(): void {
    for (const file of this.#failedFiles) this.#writeOutput(file); // of those that ended before they could report
    for (const [reason, names] of this.#skips)
      this.#write(`skipped: ${reason} (${names.length}: ${names.slice(0, 3).join('; ')}${names.length > 3 ? '; …' : ''})`);
    for (const failure of this.#failures) this.#write(failure);
    this.#write(`${this.#passed} passed, ${this.#failed} failed, ${this.#skipped} skipped`);
  }

  #pass(data: EventData.TestPass): void {
    if (data.details.type === 'suite' && data.skip === undefined) return;
    if (data.skip === undefined || data.skip === false) {
      this.#passed++;
      return;
    }
    const reason = typeof data.skip === 'string' && data.skip !== '' ? data.skip : 'no reason given';
    if (this.#everySkipFails && !reason.startsWith('reference data ')) {
      this.#failedFiles.add(data.file ?? '');
      this.#tellFailure(`✖ ${this.#titleOf(data)}\n    skipped (${reason}), which REQUIRE_REAL=1 does not allow`);
    } else {
      this.#skipped++;
      this.#skips.set(reason, [...(this.#skips.get(reason) ?? []), this.#titleOf(data)]);
    }
  }

  #fail(data: EventData.TestFail): void {
    const { error, type } = data.details;
    // A suite or file fails along with its tests; it counts by itself only where it is the one that failed.
    if ('failureType' in error && error.failureType === 'subtestsFailed') return;
    this.#failedFiles.add(data.file ?? '');
    const title = type === 'suite' ? `${this.#titleOf(data)} (suite)` : this.#titleOf(data);
    this.#tellFailure(`✖ ${title}\n${indent(inspect(error.cause ?? error, { depth: 4 }))}`);
  }

  #tellFailure(text: string): void {
    this.#failed++;
    this.#failures.push(text);
    this.#write(text);
  }

  #endFile(file: string, { counts, duration_ms }: EventData.TestSummary): void {
    const failed = this.#failedFiles.has(file);
    this.#write(`${failed ? '✖' : '✔'} ${relative(process.cwd(), file)}: ${counts.passed} passed (${(duration_ms / 1000).toFixed(1)} s)`);
    if (failed) this.#writeOutput(file);
    this.#output.delete(file);
  }

  #writeOutput(file: string): void {
    const output = this.#output.get(file);
    if (output !== undefined) this.#write(indent(output.trimEnd()));
  }

  #titleOf(data: EventData.TestPass | EventData.TestFail): string {
    const names: string[] = [data.name];
    for (let key = parentKeyOf(data); key !== undefined;) {
      const parent = this.#tests.get(key);
      if (parent !== undefined) names.unshift(parent.name);
      key = parent?.parent;
    }
    return `${data.file === undefined ? '' : relative(process.cwd(), data.file)} > ${names.join(' > ')}`;
  }
}

interface Located {
  readonly file?: string | undefined;
  readonly testId: number;
  readonly parentId: number | undefined;
}

function keyOf({ file, testId }: Located): string {
  return `${file}#${testId}`;
}

function parentKeyOf({ file, parentId }: Located): string | undefined {
  return parentId === undefined ? undefined : `${file}#${parentId}`;
}

function indent(text: string): string {
  return text.replace(/^/gm, '    ');
}
