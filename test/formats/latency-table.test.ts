import assert from 'node:assert/strict';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { brand, type ArchitectureName } from '../../main/core/brand.ts';
import { readLatencyTable } from '../../main/formats/latency-table.ts';
import { printLatencyTable } from '../../main/formats/latency-table-csv.ts';
import { blobSource, fileSource, type TextSource } from '../../main/formats/text-source.ts';
import { readTable } from '../../main/formats/importers/read-table.ts';
import { mostColumns } from '../../main/formats/table-rows.ts';
import { longestLine } from '../../main/formats/text-lines.ts';
import { referenceData, withoutData } from '../helpers/requirements.ts';
import { readText, rowsOf } from './read-text.ts';

const asIs = (name: string): ArchitectureName => brand(name);

test('reads header, rows, gaps and comments', async () => {
  const table = await readText(
    '\uFEFF# space: words\r\n#unit=us\n# Source: Someone, "a paper", 2020\n# measured: at night\n\narch, x ,"y, z"\r\na,1500,\n\nb*,,2e-1\n# source: more',
  );
  const { names, values, ...head } = table;
  assert.deepEqual(rowsOf({ names, values }), [
    { architecture: 'a', values: [1.5, null] },
    { architecture: 'b', values: [null, 0.0002] },
  ]);
  assert.deepEqual(head, {
    quantity: 'latency',
    unit: 'ms',
    source: 'Someone, "a paper", 2020; more',
    columns: ['x', 'y, z'],
    architectures: 2,
  });
});

test('reads seconds, percent and gzip', async () => {
  assert.deepEqual((await readText('# unit: ns\narch,x\na,1500\n')).values[0], Float64Array.of(0.0015));
  const seconds = await readText('# unit: s\narch,x\na,0.25\n');
  assert.deepEqual(seconds.values[0], Float64Array.of(250));
  const accuracy = await readText(gzipSync('# unit: %\narch,x\na,85.8633\n'), { quantity: 'accuracy' });
  assert.deepEqual([accuracy.unit, accuracy.values[0]], ['%', Float64Array.of(85.8633)]);
});

test('reads energies in every unit as millijoules', async () => {
  for (const [unit, written] of [
    ['mJ', '1.5'],
    ['J', '0.0015'],
    ['uJ', '1500'],
    ['µJ', '1500'],
  ]) {
    const table = await readText(`# unit: ${unit}\narch,x\na,${written}\n`, { quantity: 'energy' });
    assert.deepEqual([table.quantity, table.unit, table.values[0]], ['energy', 'mJ', Float64Array.of(1.5)]);
  }
  await assert.rejects(readText('# unit: ms\narch,x\na,1\n', { quantity: 'energy' }), { message: /“ms” is no unit of energy/ });
});

test('a declared code for missing leaves a gap', async () => {
  const table = await readText('arch,x,y\na,-1,2\nb,3,-1.0\n', { missing: -1 });
  assert.deepEqual(
    rowsOf(table).map((row) => row.values),
    [
      [null, 2],
      [3, null],
    ],
  );
});

const refused: readonly (readonly [string, BlobPart, { code: string; message: RegExp; details?: RegExp }])[] = [
  [
    'a negative cell',
    'arch,x,y\na,1,2\nb,1,-0.5\n',
    { code: 'invalid-input', message: /table\.csv, line 3, column “y”: “-0.5” is not positive/ },
  ],
  ['zero', 'arch,x\na,0\n', { code: 'invalid-input', message: /line 2, column “x”: “0” is not positive/ }],
  ['NaN', 'arch,x\na,1\nb,NaN\n', { code: 'invalid-input', message: /line 3, column “x”: “NaN” is not a finite number/ }],
  ['infinity', 'arch,x\na,-inf\n', { code: 'invalid-input', message: /is not a finite number/ }],
  ['too large a number', 'arch,x\na,1e999\n', { code: 'invalid-input', message: /is too large/ }],
  [
    'text',
    '# a comment\n\narch,x\na,fast\n',
    { code: 'invalid-input', message: /line 4, column “x”: “fast” is not a number/, details: /text: fast/ },
  ],
  ['hexadecimal', 'arch,x\na,0x10\n', { code: 'invalid-input', message: /“0x10” is not a number/ }],
  ['two numbers in a cell', 'arch,x\na,1 2\n', { code: 'invalid-input', message: /“1 2” is not a number/ }],
  ['a long text', `arch,x\na,${'z'.repeat(500)}\n`, { code: 'invalid-input', message: /“z{60}…” is not a number/ }],
  [
    'a wrong name',
    'arch,x\na,1\nB7,1\n',
    { code: 'invalid-input', message: /line 3, column “arch”: A word has small letters only\. Nothing/, details: /text: B7/ },
  ],
  [
    'an architecture twice',
    'arch,x\na,1\nb,1\na*,1\n',
    { code: 'invalid-input', message: /line 4, column “arch”: “a\*” is the architecture of line 2 again/ },
  ],
  [
    'a device twice',
    'arch,x,y,x\na,1,1,1\n',
    { code: 'invalid-input', message: /line 1, column “x”: the columns 2 and 4 have the same name/ },
  ],
  ['a device without a name', 'arch,x,\na,1,1\n', { code: 'parse-failed', message: /line 1, column 3: the column has no name/ }],
  [
    'a device twice but for a space without width',
    'arch,x,x\u200B\na,1,1\n',
    { code: 'invalid-input', message: /column 3 has characters that cannot/ },
  ],
  ['a line break in a name', 'arch,"x\ny"\na,1\n', { code: 'invalid-input', message: /characters that cannot be seen/ }],
  [
    'another unit in a name',
    'arch,x (ms),y (us)\na,1,1\n',
    { code: 'invalid-input', message: /line 1, column “y \(us\)”: its name says us, and the table is in ms/ },
  ],
  [
    'a unit in a name that is not the table’s',
    '# unit: us\narch,x_ms\na,1\n',
    { code: 'invalid-input', message: /column “x_ms”: its name says ms, and the table is in us/ },
  ],
  [
    'a unit in a name that is not kept',
    '# unit: s\narch,x [s]\na,1\n',
    { code: 'invalid-input', message: /column “x \[s\]”: its name says s, and the table is kept in ms/ },
  ],
  ['a unit in a cell', 'arch,x\na,1.5\nb,1500us\n', { code: 'invalid-input', message: /line 3, column “x”: “1500us” is not a number/ }],
  ['a short row', 'arch,x,y\na,1\n', { code: 'parse-failed', message: /line 2, column “y”: the line has 2 cells and the header has 3/ }],
  ['a long row', 'arch,x\na,1,2\n', { code: 'parse-failed', message: /line 2, column 3: the line has 3 cells/ }],
  [
    'a wrong header',
    'name,x\na,1\n',
    { code: 'parse-failed', message: /line 1, column 1: the header begins with “name” instead of “arch”/ },
  ],
  ['another separator', 'arch;x\na;1\n', { code: 'parse-failed', message: /“arch;x”/ }],
  ['no device', 'arch\na\n', { code: 'parse-failed', message: /names no device/ }],
  ['nothing', '', { code: 'parse-failed', message: /line 1, column 1: the file is empty/ }],
  ['only comments', '# unit: ms\n\n', { code: 'parse-failed', message: /line 1, column 1: the file is empty/ }],
  ['no rows', 'arch,x\n', { code: 'parse-failed', message: /line 2, column 1: there are no rows below the header/ }],
  ['wrong quotes', 'arch,x\na,1\n"b,1\nc,2\n', { code: 'parse-failed', message: /line 3, column 1: the quotes are wrong/ }],
  [
    'an unknown unit',
    '# unit: minutes\narch,x\na,1\n',
    { code: 'invalid-input', message: /line 1, column 1: “minutes” is no unit of latency/ },
  ],
  [
    'two units',
    '# unit: ms\n# unit: us\narch,x\na,1\n',
    { code: 'parse-failed', message: /line 2, column 1: the unit was “ms” in line 1/ },
  ],
  [
    'a unit below the values',
    'arch,x\na,1\n# unit: us\n',
    { code: 'parse-failed', message: /line 3, column 1: the unit stands below the header/ },
  ],
  [
    'another space',
    '# space: letters\narch,x\na,1\n',
    { code: 'invalid-input', message: /line 1, column 1: .* of the space “letters”, not words/ },
  ],
  ['an endless line', `arch,x\na,${'1'.repeat(longestLine)}\n`, { code: 'parse-failed', message: /line 2, column 2: the line is longer/ }],
  [
    'an endless line at the end',
    `arch,x\na,${'1'.repeat(longestLine)}`,
    { code: 'parse-failed', message: /line 2, column 2: the line is longer/ },
  ],
  [
    'too many columns',
    `arch,${Array.from({ length: mostColumns + 1 }, (_, index) => `d${index}`).join(',')}\n`,
    { code: 'parse-failed', message: /more than 10000 columns/ },
  ],
  [
    'too long a column name',
    `arch,${'x'.repeat(101)}\na,1\n`,
    { code: 'invalid-input', message: /line 1, column “x{60}…”: .* longer than 100 characters/ },
  ],
  [
    'a truncated gzip file',
    gzipSync('arch,x\na,1\nb,2.5\nc,3.75\nd,4.125\n').subarray(0, -12),
    { code: 'parse-failed', message: /line \d, column \d: the compressed file ends too early/ },
  ],
  [
    'a damaged gzip file',
    Uint8Array.of(0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3, 255, 255, 255, 1, 2, 3),
    { code: 'parse-failed', message: /line 1, column 1: the compressed file is damaged/ },
  ],
  [
    'bytes that are no text, far down',
    Buffer.concat([Buffer.from('\uFEFFarch,x,y\na,1,2\nb,"1,0",'), Uint8Array.of(0xff, 0x0a)]),
    { code: 'parse-failed', message: /line 3, column 3: it is not UTF-8 text/ },
  ],
  [
    'bytes that are no text, at the end',
    Buffer.concat([Buffer.from('arch,x\na,1\nb,'), Uint8Array.of(0xe2, 0x82)]),
    { code: 'parse-failed', message: /line 3, column 2: it is not UTF-8 text/ },
  ],
  [
    'bytes that are no text',
    Uint8Array.of(0x61, 0x72, 0xff, 0xfe, 0x00),
    { code: 'parse-failed', message: /line 1, column 1: it is not UTF-8 text/ },
  ],
];

for (const [what, content, expected] of refused) {
  test(`refuses ${what}`, async () => {
    await assert.rejects(readText(content), { name: 'LabError', ...expected });
  });
}

test('refuses more than 100 % accuracy', async () => {
  await assert.rejects(readText('arch,x\na,101\n', { quantity: 'accuracy' }), { code: 'invalid-input', message: /more than 100 %/ });
});

test('refuses ten gigabytes of one line after its first characters', async () => {
  const piece = Buffer.alloc(64 * 1024, '1');
  for (const beginning of ['', 'arch,x\na,', 'arch,x\n"']) {
    let bytesRead = 0;
    async function* bytes() {
      yield Buffer.from(beginning);
      for (; bytesRead < 10e9; bytesRead += piece.length) yield piece;
    }
    const options = { quantity: 'latency', spaceId: brand<never>('words'), canonicalName: asIs } as const;
    await assert.rejects(readLatencyTable({ name: 'endless.csv', bytes }, options), {
      code: 'parse-failed',
      message: /^endless\.csv, line [12], column [12]: the line is longer than 1000000 bytes\. Nothing was imported\.$/,
    });
    assert.ok(bytesRead < 4 * longestLine, `${bytesRead} bytes were read`);
  }
});

test('refuses quotes that go on over many lines after their first characters', async () => {
  let bytesRead = 0;
  const line = Buffer.from('text\n'.repeat(10_000));
  async function* bytes() {
    yield Buffer.from('arch,x\n"');
    for (; bytesRead < 10e9; bytesRead += line.length) yield line;
  }
  const options = { quantity: 'latency', spaceId: brand<never>('words'), canonicalName: asIs } as const;
  await assert.rejects(readLatencyTable({ name: 'endless.csv', bytes }, options), {
    code: 'parse-failed',
    message: /^endless\.csv, line 2, column 1: the quotes are wrong/,
  });
  assert.ok(bytesRead < 8 * longestLine, `${bytesRead} bytes were read`);
});

test('a name may give the unit that the values are in and kept in', async () => {
  assert.deepEqual((await readText('arch,x (ms),y_ms\na,1,2\n')).columns, ['x (ms)', 'y_ms']);
  assert.deepEqual((await readText('# unit: us\narch,galaxy_s,alarms\na,1,2\n')).columns, ['galaxy_s', 'alarms']);
});

test('a source is opened once, as a pipe must be, and damage within its first bytes is told with its place', async () => {
  const options = { quantity: 'latency', spaceId: brand<never>('words'), canonicalName: asIs } as const;
  let [opened, closed] = [0, 0];
  const pipe = (...texts: readonly string[]): TextSource => ({
    name: 'pipe',
    async *bytes() {
      opened++;
      try {
        yield* texts.map((text) => Buffer.from(text));
      } finally {
        closed++;
      }
    },
  });
  assert.equal((await readTable(pipe('arch,x\na', ',1\nb,2\n'), options)).architectures, 2);
  await assert.rejects(readTable(pipe(`PK\x03\x04${' '.repeat(1e6)}`, 'more'), options), { message: /zip archive/ });
  assert.deepEqual([opened, closed], [2, 2]);
  const damaged = blobSource('damaged.csv.gz', new Blob([gzipSync('arch,x\na,1\nb,2\n').subarray(0, 5)]));
  await assert.rejects(readTable(damaged, options), { message: /^damaged\.csv\.gz, line 1, column 1: the compressed file ends too early/ });
});

test('refuses files that cannot be read', async () => {
  const options = { quantity: 'latency', spaceId: brand<never>('words'), canonicalName: asIs } as const;
  await assert.rejects(readLatencyTable(fileSource(join(tmpdir(), 'proxylab', 'none.csv')), options), { code: 'not-found' });
  await assert.rejects(readLatencyTable(fileSource(tmpdir()), options), { code: 'invalid-input' });
});

test('stops when it is cancelled', async () => {
  await assert.rejects(readText('arch,x\na,1\n', { signal: AbortSignal.abort() }), { code: 'cancelled' });
});

test('what was printed reads back as the same table, to the last bit', async () => {
  const cell = fc.option(fc.double({ noNaN: true, noDefaultInfinity: true, min: 5e-324 }));
  const heading = fc
    .string({ unit: 'grapheme', minLength: 1, maxLength: 20 })
    .filter((text) => text === text.trim() && !/\p{C}/u.test(text) && text.length > 0);
  const tables = fc.uniqueArray(heading, { minLength: 1, maxLength: 4 }).chain((columns) =>
    fc.record({
      columns: fc.constant(columns),
      names: fc.constant(['a', 'b,"c"', '#d']),
      values: fc.array(fc.array(cell, { minLength: 3, maxLength: 3 }), { minLength: columns.length, maxLength: columns.length }),
    }),
  );
  await fc.assert(
    fc.asyncProperty(tables, async ({ columns, names, values }) => {
      const text = [...printLatencyTable({ spaceId: 'words', unit: 'ms', source: 'two\nlines', columns, names, values })].join('');
      const table = await readText(text, { canonicalName: asIs });
      assert.equal(table.source, 'two lines');
      assert.deepEqual(table.columns, columns);
      assert.deepEqual(
        rowsOf(table),
        names.map((architecture, row) => ({ architecture, values: values.map((column) => column[row]) })),
      );
    }),
    { seed: 1, numRuns: 100 },
  );
});

test('reads published tables from files', { skip: withoutData('nas-bench-201/help.csv.gz') }, async () => {
  const options = { quantity: 'latency', spaceId: brand<never>('nas-bench-201'), canonicalName: asIs } as const;
  const help = await readLatencyTable(fileSource(referenceData('nas-bench-201/help.csv.gz')!), options);
  assert.deepEqual([help.architectures, help.columns.length], [15_625, 23]);
  assert.equal(help.values[0]?.[0], 10.75437);
  const accuracy = await readLatencyTable(fileSource(referenceData('nas-bench-201/accuracy.csv.gz')!), {
    ...options,
    quantity: 'accuracy',
  });
  assert.deepEqual(accuracy.columns, ['cifar10', 'cifar100', 'imagenet16-120']);
});
